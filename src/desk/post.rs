//! The way of messages to the reader.
//!
//! Each text that is opened gets a thread of its own, so that nobody waits for the one before; what
//! it says is passed on only as long as its text is the one on the screen.

use super::{Desk, Fresh};
use crate::mend;
use crate::source::{self, Input, Rest, Stamp, Stream};
use crate::text::Document;
use crate::ui::{self, Message, Opened, Request};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How often a watched file is looked at.
const LOOK: Duration = Duration::from_millis(300);

/// How often it may change before it is read all the same: whoever writes is not waited for longer.
const PATIENCE: usize = 6;

/// The way of messages to the reader: only those about the text on its screen pass.
#[derive(Debug)]
pub struct Post {
    desk: Arc<Desk>,
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    reader: Sender<Message>,
    /// The number of the last text that was asked for.
    wanted: u64,
    /// The number of the one on the screen.
    shown: u64,
}

impl Post {
    /// The way from this desk to a reader that shows one of its texts already.
    pub fn new(desk: Arc<Desk>, reader: Sender<Message>) -> Arc<Post> {
        let line = Line {
            reader,
            wanted: 0,
            shown: 0,
        };
        Arc::new(Post {
            desk,
            line: Mutex::new(line),
        })
    }

    /// Reads on, analyzes and watches the text that the reader shows from the beginning.
    pub fn begin(self: &Arc<Post>, index: usize, document: Arc<Document>, fresh: Behind) {
        let post = Arc::clone(self);
        aside(move || post.work(0, index, document, fresh));
    }

    /// Does what the reader asks for, aside.
    pub fn ask(self: &Arc<Post>, request: Request) {
        match request {
            Request::Keep(index, place) => self.desk.keep(index, &place),
            Request::Open(index) => {
                let mut line = self.line();
                line.wanted += 1;
                let number = line.wanted;
                drop(line);
                let post = Arc::clone(self);
                aside(move || post.open(number, index));
            }
        }
    }

    /// Ends what is done aside: nobody wants any of it any more.
    pub fn end(&self) {
        let mut line = self.line();
        line.wanted += 1;
        line.shown = line.wanted;
    }

    fn open(&self, number: u64, index: usize) {
        let found = self.desk.open(index);
        let mut line = self.line();
        if line.wanted != number {
            return;
        }
        match found {
            Err(err) => {
                let _ = line.reader.send(Message::Unopened(index, err.to_string()));
            }
            Ok(fresh) => {
                line.shown = number;
                let document = Arc::clone(&fresh.opened.document);
                let (opened, behind) = fresh.parts();
                let _ = line.reader.send(Message::Opened(opened));
                drop(line);
                self.work(number, index, document, behind);
            }
        }
    }

    /// Passes a message about a text on; false if nobody wants it any more.
    fn send(&self, number: u64, message: Message) -> bool {
        let line = self.line();
        line.shown == number && line.reader.send(message).is_ok()
    }

    fn is_shown(&self, number: u64) -> bool {
        self.line().shown == number
    }

    fn work(&self, number: u64, index: usize, document: Arc<Document>, behind: Behind) {
        let read = match behind.rest {
            None => self.known(number, index, document),
            Some(Rest::Stream { stream, n_bytes }) => {
                self.arrive(number, index, document, &stream, n_bytes)
            }
            Some(rest) => self.read_on(number, index, document, rest),
        };
        let Some((document, remarks)) = read else {
            return;
        };
        let is_wanted = || self.is_shown(number);
        let Some(mut analysis) = self.desk.analyze(&document, &is_wanted) else {
            return;
        };
        drop(document);
        analysis.remarks.extend(remarks);
        if self.send(number, Message::Analysis(Arc::new(analysis)))
            && self.desk.follows
            && let Some(stamp) = behind.stamp
        {
            self.watch(number, index, stamp);
        }
    }

    /// Sends what was set right in a text; the text, and what could not be read of that. `None` if nobody
    /// wants it any more.
    fn known(&self, number: u64, index: usize, document: Arc<Document>) -> Option<Read> {
        let (corrections, remarks) = self.desk.corrections(index);
        let is_wanted = self.send(number, Message::Corrections(corrections));
        is_wanted.then_some((document, remarks))
    }

    /// Reads the rest of a file.
    fn read_on(&self, number: u64, index: usize, head: Arc<Document>, rest: Rest) -> Option<Read> {
        let (head, mut remarks) = self.known(number, index, head)?;
        let document = match rest.read() {
            Ok(document) => document,
            // The file vanished or broke off: what was read of it is still there.
            Err(err) => {
                remarks.push(format!("only the beginning could be read: {err}"));
                Arc::new(cut(&head))
            }
        };
        let is_wanted = self.send(number, Message::Document(Arc::clone(&document)));
        is_wanted.then_some((document, remarks))
    }

    /// Shows what comes as it comes, up to its end; by then it is known what was set right in it.
    fn arrive(
        &self,
        number: u64,
        index: usize,
        mut head: Arc<Document>,
        stream: &Stream,
        n_bytes: usize,
    ) -> Option<Read> {
        let mut tell = |document: Option<Arc<Document>>, n_bytes| {
            if let Some(document) = &document {
                head = Arc::clone(document);
            }
            self.tell(number, document, n_bytes)
        };
        let (document, remark) = match stream.read_on(n_bytes, &mut tell)? {
            Ok(document) => (document, None),
            Err(why) if head.blocks().is_empty() => {
                self.send(number, Message::Broken(why));
                return None;
            }
            Err(why) => {
                let remark = format!("only the beginning could be read: {why}");
                (Arc::new(cut(&head)), Some(remark))
            }
        };
        drop(head);
        let opened = self.desk.remembered(index, Arc::clone(&document));
        if !self.send(number, Message::Arrived(opened)) {
            return None;
        }
        let (document, mut remarks) = self.known(number, index, document)?;
        remarks.extend(remark);
        Some((document, remarks))
    }

    /// Passes on what has come of a text, and waits until the reader has taken it: one whose terminal
    /// takes nothing would gather texts without end. False if nobody wants it any more.
    fn tell(&self, number: u64, document: Option<Arc<Document>>, n_bytes: usize) -> bool {
        let (taken, waiting) = mpsc::channel();
        let message = Message::Arriving {
            document,
            n_bytes,
            taken,
        };
        let is_wanted = self.send(number, message);
        let _ = waiting.recv();
        is_wanted
    }

    /// Looks at the file until another text is on the screen. Editors write a new file and rename it,
    /// so that it may be gone for a moment; a file is read when it has come to rest.
    fn watch(&self, number: u64, index: usize, read: Stamp) {
        let Some(input) = self.desk.inputs.get(index) else {
            return;
        };
        let (mut read, mut seen, mut n_changes) = (Some(read), Some(read), 0);
        while self.is_shown(number) {
            thread::sleep(LOOK);
            let now = source::modified(input);
            let is_at_rest = now == seen;
            seen = now;
            if now == read {
                n_changes = 0;
                continue;
            }
            n_changes += 1;
            if !is_at_rest && n_changes < PATIENCE {
                continue;
            }
            (read, n_changes) = (now, 0);
            let Some(message) = self.read_again(number, index, input) else {
                return;
            };
            if !self.send(number, message) {
                return;
            }
        }
    }

    /// The file as it is now; `None` if nobody wants it any more.
    fn read_again(&self, number: u64, index: usize, input: &Input) -> Option<Message> {
        Some(match source::open_whole(input, self.desk.options) {
            Err(err) => Message::Unreadable(err.to_string()),
            Ok(document) => {
                let document = Arc::new(document);
                self.desk.known().keys.insert(index, mend::key(&document));
                let analysis = self.desk.analyze(&document, &|| self.is_shown(number))?;
                Message::Reread(document, Arc::new(analysis))
            }
        })
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Whoever panicked has left nothing half done.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something beside the reader. If the system has no thread left, the reader has to do without.
fn aside(work: impl FnOnce() + Send + 'static) {
    let worker = thread::Builder::new().name("analysis".to_owned());
    drop(worker.spawn(|| {
        ui::reader::rehearse_panic("analysis");
        work();
    }));
}

/// A text, and what could not be read of it.
type Read = (Arc<Document>, Vec<String>);

/// The head of a text of which no more can be read.
fn cut(head: &Document) -> Document {
    let mut document = head.clone();
    (document.meta.partial, document.meta.cut) = (false, true);
    document
}

/// What is still to be done about an opened text.
#[derive(Debug)]
pub struct Behind {
    rest: Option<Rest>,
    stamp: Option<Stamp>,
}

impl Fresh {
    /// What the reader gets at once, and what is still to be done.
    pub fn parts(self) -> (Opened, Behind) {
        let Fresh {
            opened,
            rest,
            stamp,
        } = self;
        (opened, Behind { rest, stamp })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::source::{Options, Sample};
    use std::sync::mpsc::{Receiver, channel};

    /// The way from a desk with two texts on it, the reader's end, and the first text.
    fn post() -> (Arc<Post>, Receiver<Message>, Arc<Document>) {
        let inputs = [Sample::Chinese, Sample::English]
            .map(Input::Sample)
            .to_vec();
        let desk = Desk::new(Analyzer::default(), inputs, Options::default(), false);
        let desk = desk.without_store();
        let (first, _) = desk.first().unwrap();
        let (sender, receiver) = channel();
        let post = Post::new(Arc::new(desk), sender);
        (post, receiver, first.parts().0.document)
    }

    /// What arrived, by kind.
    fn kinds(receiver: &Receiver<Message>) -> Vec<&'static str> {
        let kinds = [
            ("Opened", "opened"),
            ("Unopened", "not opened"),
            ("Corrections", "corrections"),
            ("Analysis", "analysis"),
        ];
        let kind = |it: Message| {
            let it = format!("{it:?}");
            let found = kinds.iter().find(|kind| it.starts_with(kind.0));
            found.map_or("another", |it| it.1)
        };
        receiver.try_iter().map(kind).collect()
    }

    fn nothing() -> Behind {
        Behind {
            rest: None,
            stamp: None,
        }
    }

    #[test]
    fn nothing_is_heard_of_a_text_that_was_left() {
        let (post, receiver, document) = post();
        post.work(0, 0, Arc::clone(&document), nothing());
        assert_eq!(kinds(&receiver), ["corrections", "analysis"]);
        post.line().wanted = 1;
        post.open(1, 1);
        let found = ["opened", "corrections", "analysis"];
        assert_eq!(kinds(&receiver), found);
        // The work on the first one is not done before now.
        post.work(0, 0, Arc::clone(&document), nothing());
        assert!(!post.send(0, Message::Unreadable(String::new())));
        assert_eq!(kinds(&receiver), [""; 0]);
        // Nor is it heard in the middle of it, after its first message.
        assert!(post.send(1, Message::Corrections(Vec::new())));
        post.end();
        assert!(!post.send(1, Message::Corrections(Vec::new())));
        assert_eq!(kinds(&receiver), ["corrections"]);
    }

    #[test]
    fn a_text_that_nobody_waits_for_any_more_is_not_opened() {
        let (post, receiver, _) = post();
        post.line().wanted = 2;
        post.open(1, 1);
        // There is no third text, but nobody wants to hear of that either.
        post.open(1, 2);
        assert_eq!(kinds(&receiver), [""; 0]);
        post.open(2, 2);
        assert_eq!(kinds(&receiver), ["not opened"]);
    }
}
