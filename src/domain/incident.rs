//! An incident: how grave it is and of what kind.

use serde::{Deserialize, Serialize};

/// How grave, from `SEV1` (critical) to `SEV4` (low); the gravest is the least in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum Severity {
    /// Critical.
    #[serde(rename = "SEV1")]
    Sev1,
    /// High.
    #[serde(rename = "SEV2")]
    Sev2,
    /// Medium.
    #[serde(rename = "SEV3")]
    Sev3,
    /// Low.
    #[serde(rename = "SEV4")]
    Sev4,
}

impl Severity {
    /// 1 to 4.
    pub const fn level(self) -> u8 {
        self as u8 + 1
    }
}

/// What kind of incident it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentType {
    /// A product fails or is recalled.
    ProductFailure,
    /// One of ours misbehaves.
    EmployeeMisconduct,
    /// Personal data got out.
    DataBreach,
    /// We published something that offends.
    OffensivePost,
    /// A falsehood about us, spread on purpose or not.
    Misinformation,
    /// A service is down.
    Outage,
    /// Somebody else controls our account.
    AccountHijack,
    /// Not known yet.
    Unknown,
}
