//! What is wrong with a command given as JSON, told by the schema that scripts read: which key nobody knows, which is
//! missing, which value will not do. Owns that reading of the schema; must not know what a command does.

use crate::domain::role::Role;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::words::Words;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Most characters of a key or value that a sentence repeats.
const SHOWN: usize = 80;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No UTF-8: from where on, by its byte from 1.
    NotUtf8(usize),
    /// No JSON: where, by its column from 1.
    NotJson(usize),
    /// JSON that is cut off: where.
    Ends(usize),
    /// JSON, but no object.
    NotObject,
    /// A key that must be there.
    Missing(String),
    /// A command that there is not, and those that there are.
    UnknownCommand(String, String),
    /// A key that nobody knows, and those that are known there.
    UnknownKey(String, String),
    /// A value that will not do: its key, the value, what would do where that is a short list.
    Value(String, String, Option<String>),
    /// Something else that the schema does not tell, such as a key that stands twice.
    Unreadable,
}

impl Fault {
    /// What the JSON parser found, without its own words.
    pub fn of(error: &serde_json::Error) -> Fault {
        match error.classify() {
            serde_json::error::Category::Eof => Fault::Ends(error.column()),
            serde_json::error::Category::Data => Fault::Unreadable,
            _ => Fault::NotJson(error.column()),
        }
    }

    /// The word for it in the answer.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::UnknownKey(..) => "unknown-key",
            _ => "not-a-command",
        }
    }

    /// The sentence, and where to look on.
    pub fn said(&self, words: &Words) -> String {
        let said = match self {
            Fault::NotUtf8(byte) => return words.f("act-not-utf8", &[("byte", (*byte as u64).into())]),
            Fault::NotJson(column) => words.f("act-not-json", &[("column", (*column as u64).into())]),
            Fault::Ends(column) => words.f("act-ends-early", &[("column", (*column as u64).into())]),
            Fault::NotObject => words.t("act-not-object"),
            Fault::Missing(key) => words.f("act-missing-key", &[("key", key.as_str().into())]),
            Fault::UnknownCommand(given, known) => {
                words.f("act-unknown-command", &[("given", given.as_str().into()), ("known", known.as_str().into())])
            }
            Fault::UnknownKey(key, known) => {
                words.f("act-unknown-key", &[("key", key.as_str().into()), ("known", known.as_str().into())])
            }
            Fault::Value(key, given, None) => {
                words.f("act-wrong-value", &[("key", key.as_str().into()), ("given", given.as_str().into())])
            }
            Fault::Value(key, given, Some(known)) => {
                let args =
                    [("key", key.as_str().into()), ("given", given.as_str().into()), ("known", known.as_str().into())];
                words.f("act-wrong-choice", &args)
            }
            Fault::Unreadable => words.t("act-unreadable"),
        };
        format!("{said} {}", words.t("act-see-schema"))
    }
}

/// The schema of one line, with its commands under `oneOf`.
pub struct Schema(Value);

impl Schema {
    /// Reads the schema of `T`.
    pub fn of<T: schemars::JsonSchema>() -> Schema {
        Schema(schemars::schema_for!(T).to_value())
    }

    /// Whether a line has the keys of the command that it names, no other ones, and values of the right kind.
    pub fn check(&self, line: &Value) -> Result<(), Fault> {
        let Value::Object(given) = line else { return Err(Fault::NotObject) };
        let name = given.get("do").ok_or_else(|| Fault::Missing("do".into()))?;
        let commands = list(&self.0["oneOf"]);
        let called = |command: &Value| command["properties"]["do"]["const"].clone();
        let Some(command) = commands.iter().find(|c| called(c) == *name) else {
            let mut known: Vec<String> = commands.iter().map(|c| bare(&called(c))).collect();
            known.sort_unstable();
            return Err(Fault::UnknownCommand(bare(name), known.join(", ")));
        };
        // a command with a body of its own names that beside its name
        let body = self.named(command).unwrap_or(&Value::Null);
        self.object(&[command, body, &self.0], given)
    }

    /// The definition that a schema refers to.
    fn named(&self, schema: &Value) -> Option<&Value> {
        schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")).map(|name| &self.0["$defs"][name])
    }

    /// An object whose keys are those of several schemas together.
    fn object(&self, schemas: &[&Value], given: &Map<String, Value>) -> Result<(), Fault> {
        let properties = || schemas.iter().filter_map(|s| s["properties"].as_object()).flatten();
        // `true`, or what every value of a map must be
        let others = schemas.iter().map(|s| &s["additionalProperties"]).find(|a| **a == true || a.is_object());
        let open = others.is_some();
        let known: BTreeSet<&str> = properties().map(|(key, _)| key.as_str()).collect();
        if let Some(key) = given.keys().find(|key| !open && !known.contains(key.as_str())) {
            let known: Vec<&str> = known.into_iter().filter(|key| *key != "do").collect();
            return Err(Fault::UnknownKey(shown(key), known.join(", ")));
        }
        let required = schemas.iter().flat_map(|s| list(&s["required"])).filter_map(Value::as_str);
        if let Some(key) = required.into_iter().find(|key| !given.contains_key(*key)) {
            return Err(Fault::Missing(key.to_owned()));
        }
        let each = given.iter().filter(|(key, _)| !known.contains(key.as_str()));
        let mut each = each.filter_map(|(key, value)| others.filter(|a| a.is_object()).map(|a| (a, value, key)));
        each.try_for_each(|(schema, value, key)| self.fits(schema, value, key))?;
        properties().try_for_each(|(key, schema)| given.get(key).map_or(Ok(()), |value| self.fits(schema, value, key)))
    }

    /// Whether a value is what its schema says.
    fn fits(&self, schema: &Value, value: &Value, key: &str) -> Result<(), Fault> {
        if let Some(named) = self.named(schema) {
            return self.fits(named, value, key);
        }
        let wrong = |known| Err(Fault::Value(shown(key), shown(&value.to_string()), known));
        let objects = |all: &&Vec<Value>| all.iter().any(|s| s["const"].is_null());
        if let Some(any) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array().filter(objects)) {
            let mut tried = any.iter().map(|s| self.fits(s, value, key));
            let first = tried.next().unwrap_or(Ok(()));
            // What may be left out is described first, that it may be null second.
            return if first.is_ok() || tried.any(|t| t.is_ok()) { Ok(()) } else { first };
        }
        let choices: Vec<&Value> =
            list(&schema["oneOf"]).iter().map(|s| &s["const"]).chain(list(&schema["enum"])).collect();
        if !choices.is_empty() {
            let known = || choices.iter().map(|c| bare(c)).collect::<Vec<_>>().join(", ");
            return if choices.contains(&value) { Ok(()) } else { wrong(Some(known())) };
        }
        if !of_type(&schema["type"], value) {
            return wrong(None);
        }
        match value {
            Value::Object(given) => self.object(&[schema], given),
            Value::Array(items) if !schema["items"].is_null() => {
                items.iter().try_for_each(|item| self.fits(&schema["items"], item, key))
            }
            Value::String(code) if schema["pattern"] == Role::PATTERN && Role::parse(code).is_none() => {
                wrong(Some(Role::KNOWN.join(", ")))
            }
            Value::String(_) if schema["format"] == "date-time" => match serde_json::from_value::<Stamp>(value.clone())
            {
                Ok(_) => Ok(()),
                Err(_) => wrong(Some("2026-11-22T14:23:05Z".into())),
            },
            _ => Ok(()),
        }
    }
}

fn of_type(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    };
    match types {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A value as a person would write it: a text without its quotation marks.
fn bare(value: &Value) -> String {
    shown(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

fn shown(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    Clean::line(&short).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use serde_json::json;

    /// A text made from a template, with what stands in its gaps.
    fn written(values: Value) -> Value {
        let from = json!({"code": "L06", "values": values});
        json!({"do": "submit_response", "response": 1, "content": {"text": "a", "channel": "x", "lang": "en", "from": from}})
    }

    #[test]
    fn what_the_schema_lets_pass_is_a_command_and_the_other_way_round() {
        let schema = Schema::of::<Command>();
        for (line, well) in [
            (json!({"do": "undo"}), true),
            (json!({"do": "undo", "decision": null}), true),
            (json!({"do": "undo", "decision": 7}), true),
            (json!({"do": "undo", "decision": "7"}), false),
            (json!({"do": "claim", "mentions": [1, 2]}), true),
            (json!({"do": "claim", "mentions": [1, "2"]}), false),
            (json!({"do": "claim", "mentions": 1}), false),
            (json!({"do": "dispose", "mentions": [1], "disposition": "verify", "seen": null}), true),
            (json!({"do": "dispose", "mentions": [1], "disposition": "verified"}), false),
            (json!({"do": "snooze", "mentions": [1], "until": "2099-01-01T00:00:00Z"}), true),
            (json!({"do": "snooze", "mentions": [1], "until": "tomorrow"}), false),
            (json!({"do": "add_mention", "mention": {"text": "a", "odd": {"b": 1}}}), true),
            (json!({"do": "pin", "seq": 1}), false),
            (json!({"do": "assign_role", "incident": 1, "role": "legal"}), true),
            (json!({"do": "assign_role", "incident": 1, "role": "Legal"}), false),
            (json!({"do": "release_role", "incident": 1, "role": ""}), false),
            (written(json!({"url": "acme.example"})), true),
            (written(json!({})), true),
            (written(json!({"url": 7})), false),
            (written(json!("url")), false),
            (json!([]), false),
            (json!("undo"), false),
            (json!({"do": 7}), false),
            (json!({"do": null}), false),
        ] {
            assert_eq!(schema.check(&line).is_ok(), well, "{line}: {:?}", schema.check(&line));
            assert_eq!(serde_json::from_value::<Command>(line.clone()).is_ok(), well, "{line}");
        }
    }

    #[test]
    fn the_key_at_fault_is_named_wherever_it_stands() {
        let schema = Schema::of::<Command>();
        let content = json!({"text": "a", "chanel": "x"});
        let line = json!({"do": "submit_response", "response": 1, "content": content});
        let Err(Fault::UnknownKey(key, known)) = schema.check(&line) else { panic!() };
        assert!(key == "chanel" && known.contains("channel"), "{known}");
        let line = json!({"do": "assign_role", "incident": 1, "role": "Legal"});
        let Err(Fault::Value(key, given, Some(known))) = schema.check(&line) else { panic!() };
        assert!(key == "role" && given == "\"Legal\"" && known.contains("legal"), "{given}: {known}");
        let long = json!({"do": "pin", "seq": "x".repeat(1000), "on": true});
        let Err(Fault::Value(key, given, None)) = schema.check(&long) else { panic!() };
        assert!(key == "seq" && given.chars().count() <= SHOWN, "{given}");
    }
}
