//! What people say and what they are called: words by language, the frequent ones first, and a long tail that nobody
//! ever said.

use super::{Author, COMMON, RARE};
use gabinete::drill::Dice;

const EN: &str = "the to and a of in is it i you that this for on my with was so but have not be at are just me what \
all out they now we your like up get no if from about can or do when one by how there will time an go who them been \
more day has know people would make really good only want our as never than still see back today think after here \
going some need over then right us their even last had any were much why where because well great first new too \
someone take next way down off other again very thing home every work away something before morning night year \
week always say could should did does its into own same things keep feel told long look little big left ask buy \
customer order product batch price shop store delivery label factory quality brand company team answer question \
phone number email website account message post photo video news report press statement letter office manager \
family child kids school mother father friend neighbour doctor hospital breakfast milk cheese cream dessert fridge \
taste flavour strawberry lemon vanilla fruit sugar pack lid bottle box receipt money card bank free offer change \
wait minute hour monday sunday friday weekend summer city street market train holiday music game book love thanks \
please sorry happy fine bad worse better best funny true false strange sure maybe hope wonder remember believe";

const EN_HOT: &str = "recall ill sick vomiting fever hospital unsafe shame furious unacceptable refund nobody answers \
boycott lawyer disgusting scared children poisoned lying silence warning contaminated angry batch why still waiting";

const ES: &str = "de la que el en y a los no se un por con una para es lo me las del si mi al te como pero le ya más \
muy hay yo todo esto bien cuando sin porque está qué eso son nada tengo hoy ni sobre ser ha todos así también solo \
tu hasta donde hace dos algo desde siempre ahora vez después casa nos día gente otra antes años mismo mucho mejor \
cada tiempo vida tan quien estoy estaba era fue han sido aquí entre poco menos voy va vamos tiene hacer ver dar \
alguien nunca aunque mientras luego tarde noche mañana semana mes cosa cosas verdad creo quiero puedo puede sé \
cliente pedido producto lote precio tienda compra entrega etiqueta fábrica calidad marca empresa equipo respuesta \
pregunta teléfono número correo web cuenta mensaje foto vídeo noticia prensa comunicado carta oficina jefe familia \
hijo hija niños colegio madre padre amiga vecino médica hospital desayuno leche queso nata postre nevera sabor \
fresa limón vainilla fruta azúcar envase tapa botella caja tique dinero tarjeta banco gratis oferta cambio espera \
minuto hora lunes domingo viernes verano ciudad calle mercado tren vacaciones música juego libro gracias favor \
perdón feliz malo peor bueno gracioso cierto falso raro seguro quizá ojalá recuerdo parece gusta encanta";

const ES_HOT: &str = "retirada enfermo vómitos fiebre urgencias peligroso vergüenza indignante inaceptable devolución \
nadie contesta boicot abogada asco miedo niños envenenados mentira silencio aviso contaminado rabia lote esperando";

const OTHER: [(&str, &str); 6] = [
    ("fr", "le la de et un pas que pour dans très encore client commande argent merci déjà ça avec mais tout"),
    ("de", "der die das und ich nicht ist ein zu mit auf für es aber wieder kunde geld zurück danke schön über"),
    ("pt", "o a de que e não um para com uma de novo cliente pedido dinheiro obrigado já está mas muito você"),
    ("nl", "de het een en van ik niet is dat op te in je met voor maar weer klant bestelling geld terug bedankt"),
    ("ja", "商品 返金 お客様 対応 遅い です ありがとう また 注文 できない 電話 牛乳 苺 冷蔵庫 回収 お知らせ"),
    ("ar", "المنتج خدمة العملاء مرة أخرى شكرا المال حساب مشكلة طلب حليب الجودة الشركة لماذا اليوم"),
];

const EMOJI: [&str; 10] = ["😀", "😡", "🙏", "🔥", "😂", "👎", "👍🏽", "🤢", "❤️", "🤦‍♀️"];
const TAGS: [&str; 8] = ["#fail", "#food", "#acme", "#monday", "#help", "#news", "#ayuda", "#comida"];
const ONSETS: [&str; 20] =
    ["b", "br", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "qu", "r", "s", "st", "t", "tr", "v"];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "ia"];
const CODAS: [&str; 7] = ["", "", "n", "r", "l", "s", "t"];

/// Invented words in each tail.
const TAIL: usize = 20_000;
/// Places in a table of frequencies; the rarest words share what is left with one place each.
const PLACES: usize = 1 << 18;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// One of [`OTHER`].
    Other(usize),
}

impl Language {
    /// 70 % English, 25 % Spanish, the rest the others.
    pub fn pick(dice: &mut Dice) -> Self {
        match dice.below(100) {
            0..70 => Language::En,
            70..95 => Language::Es,
            _ => Language::Other(dice.below(OTHER.len() as u64) as usize),
        }
    }

    /// Its two letters.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Es => "es",
            Language::Other(n) => OTHER[n].0,
        }
    }
}

/// Words of one language with their frequencies: a word's share of the places is its share of the texts.
struct Lexicon {
    words: Vec<String>,
    places: Vec<u16>,
    hot: Vec<&'static str>,
}

impl Lexicon {
    fn new(frequent: &str, hot: &'static str, dice: &mut Dice) -> Self {
        let mut words: Vec<String> = frequent.split_whitespace().map(str::to_owned).collect();
        let real = words.len();
        while words.len() < TAIL {
            let syllables = 1 + dice.below(2) + dice.below(2);
            words.push((0..syllables).map(|_| syllable(dice)).collect());
        }
        words.retain(|w| w != COMMON && w != RARE);
        // Zipf's law with Mandelbrot's shift, in whole numbers; invented words count half, or no language could be told
        let share = |rank: usize| 1_000_000_000 / (rank as u64 * 10 + 27) / if rank < real { 1 } else { 2 };
        let all: u64 = (0..words.len()).map(share).sum();
        let mut places = Vec::with_capacity(PLACES + TAIL);
        for rank in 0..words.len() {
            let count = (share(rank) * PLACES as u64 / all).max(1) as usize;
            places.resize(places.len() + count, rank as u16);
        }
        Lexicon { words, places, hot: hot.split_whitespace().collect() }
    }

    fn word<'a>(&'a self, surge: bool, dice: &mut Dice) -> &'a str {
        if surge && dice.percent(10) {
            return dice.pick(&self.hot).copied().unwrap_or_default();
        }
        dice.pick(&self.places).map_or("", |&place| &self.words[usize::from(place)])
    }
}

/// All words.
pub struct Vocabulary {
    en: Lexicon,
    es: Lexicon,
    other: Vec<Vec<&'static str>>,
}

impl Vocabulary {
    /// The frequent words and invented tails.
    pub fn new(dice: &mut Dice) -> Self {
        let other = OTHER.iter().map(|(_, words)| words.split_whitespace().collect()).collect();
        Vocabulary { en: Lexicon::new(EN, EN_HOT, dice), es: Lexicon::new(ES, ES_HOT, dice), other }
    }

    /// A text of about 140 characters; `rare` puts the rare word into it.
    pub fn text(&self, language: Language, surge: bool, rare: bool, dice: &mut Dice) -> String {
        let length = 6 + dice.below(18) + dice.below(18);
        let (common, named) = (dice.percent(10), dice.percent(35));
        let mut text = String::with_capacity(200);
        if named {
            text.push_str("@acme ");
        }
        for n in 0..length {
            if n > 0 {
                text.push(' ');
            }
            if n == length / 2 && rare {
                text.push_str(RARE);
            } else if n == length / 3 && common {
                text.push_str(COMMON);
            } else {
                text.push_str(match language {
                    Language::En => self.en.word(surge, dice),
                    Language::Es => self.es.word(surge, dice),
                    Language::Other(n) => dice.pick(&self.other[n]).copied().unwrap_or_default(),
                });
            }
        }
        match dice.below(20) {
            0..4 if surge => text.push_str("!!"),
            0..6 => text.push('.'),
            6..8 => text.push('?'),
            8..11 => [" ", dice.pick(&TAGS).copied().unwrap_or_default()].iter().for_each(|t| text.push_str(t)),
            11..14 => [" ", dice.pick(&EMOJI).copied().unwrap_or_default()].iter().for_each(|t| text.push_str(t)),
            14 => text.push_str(&format!(" https://link.example/{:x}", dice.roll() >> 40)),
            _ => {}
        }
        text
    }
}

fn syllable(dice: &mut Dice) -> String {
    let mut part = |of: &[&'static str]| dice.pick(of).copied().unwrap_or_default();
    [part(&ONSETS), part(&NUCLEI), part(&CODAS)].concat()
}

/// A copy with something small added, lost or changed.
pub fn edited(text: &str, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => format!("{text} !!"),
        1 => format!("RT {text}"),
        2 => text.to_lowercase().trim_end_matches(['.', '!', '?']).to_owned(),
        _ => {
            let keep = text.rsplit_once(' ').map_or(text, |(most, _)| most);
            format!("{keep} {}", dice.pick(&EMOJI).copied().unwrap_or_default())
        }
    }
}

/// The same person for the same number, always.
pub fn author(seed: u64, number: u64) -> Author {
    let mut dice = Dice::new(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut name = || {
        let mut name = syllable(&mut dice) + &syllable(&mut dice);
        name[..1].make_ascii_uppercase();
        name
    };
    let (first, last) = (name(), name());
    let handle = format!("{}{}{number}", first.to_ascii_lowercase(), last.to_ascii_lowercase());
    let scale = *dice.pick(&[10, 100, 100, 100, 100, 1_000, 1_000, 10_000]).unwrap_or(&100);
    let followers = scale + dice.below(scale * 9);
    Author { name: format!("{first} {last}"), handle, followers }
}
