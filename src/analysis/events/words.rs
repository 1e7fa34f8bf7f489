//! Lists of words that a summary is cut by.

/// Words before a date that only tie it to its clause, longer ones first.
pub(super) const TIES_BEFORE: [&str; 61] = [
    "自從",
    "大約在",
    "大約",
    "當地時間",
    "北京時間",
    "早於",
    "於",
    "從",
    "當",
    "到了",
    "但在",
    "而在",
    "就在",
    "早在",
    "早于",
    "直到",
    "直至",
    "截至",
    "截止",
    "自从",
    "大约在",
    "大约",
    "当地时间",
    "北京时间",
    "此前",
    "以及",
    "在",
    "于",
    "从",
    "自",
    "到",
    "至",
    "当",
    "由",
    "Shortly before",
    "shortly before",
    "Shortly after",
    "shortly after",
    "Just before",
    "just before",
    "Late on",
    "late on",
    "Early on",
    "early on",
    "Late in",
    "late in",
    "Early in",
    "early in",
    "Back in",
    "back in",
    "as of",
    "As of",
    "Since",
    "since",
    "during",
    "During",
    "By",
    "by",
    "of",
    "At",
    "at",
];

/// The commonest of them, which may also stand before the date of a clause that goes on.
pub(super) const IN: [&str; 4] = ["On", "on", "In", "in"];

/// Words behind a date that belong to it: ties, and times of the day.
pub(super) const TIES_AFTER: [&str; 45] = [
    "的時候",
    "的時間",
    "期間",
    "以來",
    "之際",
    "前後",
    "淩晨",
    "晚間",
    "夜間",
    "夜裡",
    "當天",
    "的时候",
    "的时间",
    "期间",
    "以来",
    "之际",
    "左右",
    "前后",
    "深夜",
    "凌晨",
    "清晨",
    "早晨",
    "早上",
    "上午",
    "中午",
    "午间",
    "下午",
    "午后",
    "傍晚",
    "晚间",
    "晚上",
    "午夜",
    "夜间",
    "夜里",
    "一大早",
    "当天",
    "里",
    "间",
    "时",
    "起",
    "中",
    "的",
    "份",
    "晚",
    "夜",
];

/// Words that lead from the clause before, and say nothing alone.
pub(super) const LEADS: [&str; 18] = [
    "and ", "but ", "so ", "then ", "while ", "And ", "But ", "So ", "并且", "而且", "但是",
    "不过", "然而", "于是", "但", "而", "且", "并",
];

/// Words that may not be all that stands before a date taken out.
pub(super) const SMALL: [&str; 20] = [
    "但", "而", "早", "直", "就", "仅", "也", "又", "只", "近日", "日前", "并", "却", "Late",
    "Early", "Only", "But", "And", "Just", "Back",
];

/// Chinese words that a clause without a subject begins with.
pub(super) const VERBS: [&str; 62] = [
    "又", "再次", "再度", "再", "才", "便", "就", "随后", "正式", "开始", "陆续", "先后", "把",
    "将", "被", "向", "获", "入选", "当选", "担任", "出任", "升任", "加入", "离开", "发布", "推出",
    "成立", "上市", "收购", "宣布", "完成", "启动", "投资", "毕业", "出生", "去世", "重返", "回到",
    "退役", "转会", "更名", "改名", "创办", "创立", "考入", "进入", "迁", "调任", "辞", "卸任",
    "被迫", "首次", "首度", "曾", "已", "还", "也", "跟进", "组建", "登陆", "开设", "任",
];

/// The same in English, besides those that end in -ed.
pub(super) const PAST: [&str; 25] = [
    "sold", "left", "became", "was", "were", "bought", "told", "began", "built", "won", "led",
    "took", "made", "went", "came", "got", "had", "has", "gave", "set", "put", "quit", "said",
    "wrote", "ran",
];

/// Words that join one date to another.
pub(super) const JOINTS: [&str; 6] = ["或", "和", "与", "及", "、", "or"];

/// Words before a date that say nothing without it.
pub(super) const NEEDS: [&str; 42] = [
    "以", "次于", "比", "较", "从", "自", "到", "至", "与", "和", "同", "近", "约", "达", "对",
    "向", "由", "是", "为", "有", "超", "截至", "截止", "直到", "直至", "低于", "高于", "大于",
    "小于", "多于", "少于", "优于", "早于", "晚于", "限于", "始于", "止于", "源于", "生于", "卒于",
    "死于", "建于",
];

/// Prepositions that need the date behind them.
pub(super) const LINKS: [&str; 12] = [
    "into", "until", "till", "to", "through", "of", "for", "from", "before", "after", "than", "is",
];

/// What makes another word of 晚 or 夜 before it.
pub(super) const NIGHTS: [char; 12] = [
    '会', '报', '餐', '宴', '年', '点', '总', '校', '市', '景', '班', '礼',
];
