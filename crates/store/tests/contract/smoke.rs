use crate::build::*;
#[test]
fn smoke() {
    let mut fresh = sqlite();
    let posts = [
        post("1", "brand", "hello world"),
        reply("2", "cust", "1", Some("brand"), "help me @brand"),
        reply("3", "brand", "2", Some("cust"), "@cust sure"),
        reply("4", "brand", "3", Some("brand"), "and more"),
        reply("5", "brand", "5", Some("brand"), "@x ring"),
    ];
    let done = ingest(&mut fresh.store, &posts);
    println!("{done:?} {:?}", check(&fresh.store));
    println!("{:?}", ingest(&mut fresh.store, &posts));
    let mut r = fresh.store.reader().unwrap();
    for p in r.posts(&Default::default(), None).unwrap().posts {
        println!(
            "{} {:?} {:?} {:?} {:?} {:?}",
            p.post.external_id, p.direction, p.verdict, p.contact, p.conversation, p.post.reply_to
        );
    }
    let t = rapport_model::BrandTable::new(vec![rapport_model::BrandRow {
        account_id: Some("id-brand".into()),
        brand: "B".into(),
        ..Default::default()
    }])
    .unwrap();
    println!("{:?}", fresh.store.set_brands(&t).unwrap());
    println!("{:?}", fresh.store.set_brands(&t).unwrap());
    println!("{:?}", check(&fresh.store));
    for p in r.posts(&Default::default(), None).unwrap().posts {
        println!(
            "{} {:?} {:?} {:?} {:?}",
            p.post.external_id, p.direction, p.verdict, p.contact, p.conversation
        );
    }
    println!("{:#?}", r.iceberg_cells(None, None).unwrap());
    println!("{:?}", r.search("help me", 10).unwrap().len());
}
