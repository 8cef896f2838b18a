//! What is true of the demo world, checked from outside on what it writes.

use rapport_testkit::demo::DemoWorld;
#[test]
fn probe() {
    let t = std::time::Instant::now();
    let w = DemoWorld::generate(7);
    println!("{} posts {:?}", w.posts.len(), t.elapsed());
    w.write_to(std::path::Path::new("/tmp/tkdemo")).unwrap();
}
