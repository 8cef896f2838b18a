//! How many posts a second become index text, read by one core.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rapport_understand::{Tokenizer, detect, index_text};

const ENGLISH: &[&str] = &[
    "@northparcel my order was due on Monday and it is now Friday. Nobody picks up the phone, what is going on? #late",
    "Just got my new boots from the sale and honestly they are the best thing I have bought all year, thank you so much!",
    "Is the app down for anyone else? I keep getting error 503 when I try to pay. Tried twice, reinstalled, no luck.",
    "Third time this month the driver left the box in the rain. Photos here: https://example.com/p/83kd2 Please sort it out.",
    "Hi team, can you tell me whether the XL comes back in stock before Christmas? I would like to order two of them.",
];
const TURKISH: &[&str] = &[
    "@kuzeykargo siparişim pazartesi gelecekti, bugün cuma oldu hâlâ ortada yok. Telefona da kimse bakmıyor, ne oluyor? #gecikme",
    "İndirimden aldığım botlar bugün geldi, bu yıl aldığım en güzel şey diyebilirim, çok teşekkür ederim hepinize!",
    "Uygulama sizde de mi çöktü? Ödeme yapmaya çalışınca sürekli 503 hatası alıyorum. Silip yükledim, yine olmadı.",
    "Bu ay üçüncü kez kurye kutuyu yağmurun altında bırakmış. Fotoğraflar burada: https://example.com/p/83kd2 Çözün artık.",
    "Merhaba, XL beden yılbaşından önce tekrar gelir mi acaba? İki tane sipariş vermek istiyorum, şimdiden sağ olun.",
];
const PERSIAN: &[&str] = &[
    "@shomalpost سفارش من قرار بود دوشنبه برسد و امروز جمعه است و هنوز نیامده. هیچ‌کس هم تلفن را جواب نمی‌دهد #تاخیر",
    "چکمه‌هایی که از حراج خریدم امروز رسید و راستش بهترین چیزی است که امسال خریده‌ام، خیلی ممنون از شما",
    "برنامه برای شما هم باز نمی‌شود؟ هر بار که می‌خواهم پرداخت کنم خطای ۵۰۳ می‌دهد. دوباره نصب کردم، فایده نداشت.",
    "این سومین بار در این ماه است که پیک بسته را زیر باران گذاشته. عکس‌ها اینجاست: https://example.com/p/83kd2 رسیدگی کنید",
    "سلام، سایز بزرگ تا پیش از عید دوباره موجود می‌شود؟ می‌خواهم دو تا سفارش بدهم، پیشاپیش سپاسگزارم از پاسخ شما.",
];

#[derive(Clone, Copy, Debug)]
enum Corpus {
    English,
    Turkish,
    Persian,
}

impl Corpus {
    const ALL: [Corpus; 3] = [Corpus::English, Corpus::Turkish, Corpus::Persian];

    fn posts(self) -> &'static [&'static str] {
        match self {
            Corpus::English => ENGLISH,
            Corpus::Turkish => TURKISH,
            Corpus::Persian => PERSIAN,
        }
    }
}

fn main() {
    check_output();
    divan::main();
}

/// A fast wrong answer is worth nothing.
fn check_output() {
    let mut out = String::new();
    index_text("İYİ ki #aldım", &mut out);
    assert_eq!(out, "iyi ki aldim #aldim");
    for corpus in Corpus::ALL {
        for post in corpus.posts() {
            let mut out = String::new();
            index_text(post, &mut out);
            assert!(out.split(' ').count() > 12, "{out}");
        }
    }
}

#[divan::bench(args = Corpus::ALL)]
fn write_index(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let mut tokenizer = Tokenizer::new();
    let mut out = String::new();
    count(bencher, corpus.posts()).bench_local(|| {
        out.clear();
        for post in corpus.posts() {
            tokenizer.read(post).write_index(&mut out);
        }
        out.len()
    });
}

#[divan::bench(args = Corpus::ALL)]
fn index_text_with_a_new_tokenizer(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let mut out = String::new();
    count(bencher, corpus.posts()).bench_local(|| {
        out.clear();
        for post in corpus.posts() {
            index_text(post, &mut out);
        }
        out.len()
    });
}

#[divan::bench(args = Corpus::ALL)]
fn language(bencher: Bencher<'_, '_>, corpus: Corpus) {
    count(bencher, corpus.posts()).bench_local(|| {
        let languages = corpus.posts().iter().map(|post| detect(post));
        languages.collect::<Vec<_>>()
    });
}

fn count<'a, 'b>(bencher: Bencher<'a, 'b>, posts: &[&str]) -> Bencher<'a, 'b> {
    bencher
        .counter(ItemsCount::new(posts.len()))
        .counter(BytesCount::new(
            posts.iter().map(|post| post.len()).sum::<usize>(),
        ))
}
