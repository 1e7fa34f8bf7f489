//! Everything that the user can ask for: one closed list.

/// What a key, a click or a command asks for. `App::update` is the only place that obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// One line or row down.
    Down,
    /// One line or row up.
    Up,
    /// One screen down.
    PageDown,
    /// One screen up.
    PageUp,
    /// Half a screen down.
    HalfDown,
    /// Half a screen up.
    HalfUp,
    /// To the beginning, or to the paragraph of the count.
    Top,
    /// To the end, or to the paragraph of the count.
    Bottom,
    /// To the next paragraph that is not clutter.
    ParagraphDown,
    /// To the paragraph before.
    ParagraphUp,
    /// To the place that the count names in percent.
    Percent,
    /// Between text and list.
    OtherPane,
    /// The list of companies and organisations.
    Companies,
    /// The list of people.
    People,
    /// The list of dated events.
    Timeline,
    /// The list of what is not sure.
    Unsettled,
    /// Stays at the passage that is shown.
    Stay,
    /// Leaves what is open, else goes back to the exact place before.
    Leave,
    /// The next passage of the selection, or text hit.
    Next,
    /// The one before.
    Previous,
    /// The next dated passage.
    NextDate,
    /// The one before.
    PreviousDate,
    /// The next name of anybody.
    NextName,
    /// The one before.
    PreviousName,
    /// Finds a name.
    FindName,
    /// Goes to a date.
    GoToDate,
    /// Searches the text.
    Search,
    /// In the list, time order or story order.
    StoryOrder,
    /// In the list, another order of the rows.
    Sort,
    /// In the list, marks a row: two or more show where they meet.
    Mark,
    /// In the timeline, only what the selected entity takes part in.
    Only,
    /// In the list, another name, or another date.
    Rename,
    /// In the list, the marked ones are the same, or this one and another.
    Merge,
    /// In the list, a form means somebody else.
    Split,
    /// In the list, it is something else.
    ChangeKind,
    /// In the list, it is no name, or no date.
    Delete,
    /// A name that was missed.
    Add,
    /// In the list, takes the last correction back.
    Undo,
    /// Why this date or name.
    Why,
    /// All passages of the selection, a line each.
    Concordance,
    /// The headings of the text.
    Outline,
    /// Highlights the selection, all names, or nothing.
    Highlight,
    /// Whether the list follows the text.
    Follow,
    /// A wider text.
    Wider,
    /// A narrower text.
    Narrower,
    /// Copies the passage or the row.
    Copy,
    /// The place before this one.
    Back,
    /// The place that `Back` left.
    Forward,
    /// The next of the texts that were named.
    NextFile,
    /// The one before.
    PreviousFile,
    /// All texts, to choose one.
    Files,
    /// The keys.
    Help,
    /// A command by its name.
    Command,
    /// Draws everything anew.
    Redraw,
    /// Puts the program to sleep, as the shell does.
    Suspend,
    /// Ends the program.
    Quit,
}

impl Action {
    /// All actions, in the order of the help page.
    pub const ALL: [Action; 56] = [
        Action::Down,
        Action::Up,
        Action::PageDown,
        Action::PageUp,
        Action::HalfDown,
        Action::HalfUp,
        Action::Top,
        Action::Bottom,
        Action::ParagraphDown,
        Action::ParagraphUp,
        Action::Percent,
        Action::OtherPane,
        Action::Companies,
        Action::People,
        Action::Timeline,
        Action::Unsettled,
        Action::Stay,
        Action::Leave,
        Action::Next,
        Action::Previous,
        Action::NextDate,
        Action::PreviousDate,
        Action::NextName,
        Action::PreviousName,
        Action::FindName,
        Action::GoToDate,
        Action::Search,
        Action::StoryOrder,
        Action::Sort,
        Action::Mark,
        Action::Only,
        Action::Rename,
        Action::Merge,
        Action::Split,
        Action::ChangeKind,
        Action::Delete,
        Action::Add,
        Action::Undo,
        Action::Why,
        Action::Concordance,
        Action::Outline,
        Action::Highlight,
        Action::Follow,
        Action::Wider,
        Action::Narrower,
        Action::Copy,
        Action::Back,
        Action::Forward,
        Action::NextFile,
        Action::PreviousFile,
        Action::Files,
        Action::Help,
        Action::Command,
        Action::Redraw,
        Action::Suspend,
        Action::Quit,
    ];

    /// The name in the key map, in the locales and behind `:`.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Down => "down",
            Action::Up => "up",
            Action::PageDown => "page-down",
            Action::PageUp => "page-up",
            Action::HalfDown => "half-down",
            Action::HalfUp => "half-up",
            Action::Top => "top",
            Action::Bottom => "bottom",
            Action::ParagraphDown => "paragraph-down",
            Action::ParagraphUp => "paragraph-up",
            Action::Percent => "percent",
            Action::OtherPane => "other-pane",
            Action::Companies => "companies",
            Action::People => "people",
            Action::Timeline => "timeline",
            Action::Unsettled => "unsettled",
            Action::Stay => "stay",
            Action::Leave => "leave",
            Action::Next => "next",
            Action::Previous => "previous",
            Action::NextDate => "next-date",
            Action::PreviousDate => "previous-date",
            Action::NextName => "next-name",
            Action::PreviousName => "previous-name",
            Action::FindName => "find-name",
            Action::GoToDate => "go-to-date",
            Action::Search => "search",
            Action::StoryOrder => "story-order",
            Action::Sort => "sort",
            Action::Mark => "mark",
            Action::Only => "only",
            Action::Rename => "rename",
            Action::Merge => "merge",
            Action::Split => "split",
            Action::ChangeKind => "change-kind",
            Action::Delete => "delete",
            Action::Add => "add",
            Action::Undo => "undo",
            Action::Why => "why",
            Action::Concordance => "concordance",
            Action::Outline => "outline",
            Action::Highlight => "highlight",
            Action::Follow => "follow",
            Action::Wider => "wider",
            Action::Narrower => "narrower",
            Action::Copy => "copy",
            Action::Back => "back",
            Action::Forward => "forward",
            Action::NextFile => "next-file",
            Action::PreviousFile => "previous-file",
            Action::Files => "files",
            Action::Help => "help",
            Action::Command => "command",
            Action::Redraw => "redraw",
            Action::Suspend => "suspend",
            Action::Quit => "quit",
        }
    }

    /// The action of that name.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|it| it.name() == name)
    }
}
