//! Saved pages in the markup of large sites: the whole article, in order, and nothing around it.

use crate::file;
use mailuo::model::PublishedFrom;
use mailuo::source::{self, Input, Options};
use mailuo::text::{BlockKind, Document};

const ZH: [&str; 6] = [
    "河口镇的造船厂在这个春天重新开了门。厂长周明远站在新刷的大门前，对来参观的人说，他自己也没有想到会有这一天。",
    "造船厂关门是在七年以前。那一年订单少了一半，银行又收回了贷款，最后一条船下水以后，六百多个工人各自回了家，有的去了南方，有的开起了小饭馆。",
    "改变是从一封信开始的。去年九月，北欧一家航运公司的代表安娜·贝里写信来问，这里还能不能造木壳的渡船。周明远把信贴在饭馆的墙上，三天里来了四十个老工人。",
    "“我们先造一条小的，”他说，“造好了再谈别的。”小船在年底下了水，长十二米，用的是山里存了二十年的杉木。贝里坐着它在河上走了一个来回，下船的时候签了六条船的合同。",
    "银行这一次没有拒绝。县里的干部帮着跑了两个月手续，老工人带着年轻人重新学锯木头。有人算过，六条船的活够干三年，三年以后怎么办，谁也说不准。",
    "不过镇上的人已经习惯了每天早上的锤声。开饭馆的老陈说，他最近多进了一倍的面粉，因为中午来吃面的人坐到了门外。",
];

const EN: [&str; 6] = [
    "The shipyard at Rivermouth reopened this spring, seven years after the last hull slid into the water and six hundred people went home without work. The foreman, Martin Hale, stood at the freshly painted gate and said he had never expected to see the day.",
    "It had closed in a bad year. Orders had fallen by half, the bank called in its loans, and the men and women who had built ferries there for three generations scattered to the cities of the south, or opened small restaurants along the quay.",
    "What changed was a letter. Last September Anna Berg, who buys boats for a shipping company in the north, wrote to ask whether anyone in the town could still build a ferry out of wood. Mr. Hale pinned the letter to a restaurant wall, and forty people came in three days.",
    "“We will build a small one first,” he told them, “and then we will talk about the rest.” The small one was finished by the end of the year. It was twelve meters long and made of fir that had been drying in the hills for two decades.",
    "Ms. Berg rode it up the river and back, and signed a contract for six more before she stepped ashore. This time the bank did not refuse. Older workers began to teach younger ones how to saw a plank along a curve, which no machine in the yard could do.",
    "Nobody knows what will happen when the six boats are done, three years from now. But the town has grown used to the sound of hammers in the morning, and the restaurants have moved their tables out onto the street.",
];

/// Each paragraph in this element, with a piece of the page behind the second one.
fn paragraphs(each: &[&str], open: &str, close: &str, between: &str) -> String {
    let mut html = String::new();
    for (idx, it) in each.iter().enumerate() {
        html.extend([open, it, close, "\n"]);
        if idx == 1 {
            html.push_str(between);
        }
    }
    html
}

fn opened(html: &str) -> Document {
    let (_folder, path) = file("page.html", html.as_bytes());
    source::open_whole(&Input::File(path), Options::default()).unwrap()
}

/// The words of the blocks that are no clutter are the title, and then these paragraphs; nothing more.
#[track_caller]
fn check(html: &str, title: &str, author: Option<&str>, day: &str, expected: &[&str]) -> Document {
    let document = opened(html);
    let blocks = document.blocks().iter();
    let found: Vec<&str> = blocks
        .filter(|it| it.kind != BlockKind::Clutter)
        .map(|it| document.slice(it.span))
        .collect();
    let expected: Vec<&str> = [title].iter().chain(expected).copied().collect();
    assert_eq!(found, expected);
    assert_eq!(document.meta.title.as_deref(), Some(title));
    let published = document.meta.published;
    let published = published.map(|(day, from)| (day.to_string(), from));
    assert_eq!(published, Some((day.to_owned(), PublishedFrom::Metadata)));
    assert_eq!(document.meta.author.as_deref(), author);
    document
}

/// A portal in Chinese: breadcrumb, a column of other news, comments, a line of who is responsible.
#[test]
fn a_chinese_portal() {
    let body = paragraphs(
        &ZH,
        "<p cms-style='font-L'>　　",
        "</p>",
        "<div class='img_wrapper'><img src='a.jpg' alt='造船厂的大门'><span class='img_descr'>造船厂的大门。林溪 摄</span></div>\
         <div id='ad_42' class='tg-box'><a href='/ad'>点击领取优惠</a></div>",
    );
    let html = format!(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>造船厂重新开门_河口新闻_门户网</title>\
         <meta property='og:title' content='造船厂重新开门'><meta property='article:published_time' content='2024-03-05T09:12:00+08:00'>\
         <meta property='article:author' content='河口日报'></head><body>\
         <div class='top-nav'><ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li><li><a href='/c'>财经</a></li></ul></div>\
         <div class='path-search'><div class='path'><a href='/'>新闻中心</a> &gt; <a href='/s'>社会</a> &gt; 正文</div></div>\
         <h1 class='main-title'>造船厂重新开门</h1>\
         <div class='top-bar-wrap'><span class='date'>2024年03月05日 09:12</span> <a class='source' href='/r'>河口日报</a>\
         <div class='share'><a href='#w'>微博</a><a href='#x'>微信</a></div></div>\
         <div class='article-content-left'><div class='article' id='article'>{body}\
         <p class='show_author'>责任编辑：林溪</p></div>\
         <div class='keywords'>文章关键词：<a href='/k'>造船</a></div>\
         <div class='article-comment'><h3>网友评论</h3><p>好消息！</p></div></div>\
         <div class='article-content-right'><h2>热门推荐</h2><ul><li><a href='/1'>面粉又涨价了</a></li><li><a href='/2'>南方连日大雨</a></li></ul></div>\
         <div class='footer'><p>Copyright © 门户网 版权所有</p><a href='/j'>举报电话</a></div></body></html>"
    );
    let mut expected: Vec<&str> = ZH.to_vec();
    expected.insert(2, "造船厂的大门。林溪 摄");
    expected.push("责任编辑：林溪");
    check(
        &html,
        "造船厂重新开门",
        Some("河口日报"),
        "2024-03-05",
        &expected,
    );
}

/// An article of a messenger's public account: sections of nested spans, no paragraphs, styles on
/// everything, hidden until a script shows it.
#[test]
fn a_messenger_article() {
    let body = paragraphs(
        &ZH,
        "<section style='margin: 0 8px; line-height: 2em'><span style='font-size: 16px'><span leaf=''>",
        "</span></span></section>",
        "<section><img data-src='https://example.org/1.png' class='rich_pages wxw-img' data-ratio='0.6'></section>\
         <section style='text-align: center'><span style='color: #888; font-size: 12px'>船厂旧照</span></section>",
    );
    let html = format!(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title></title>\
         <meta property='og:title' content='造船厂重新开门'><meta property='og:article:author' content='林溪'>\
         <meta name='author' content='林溪'></head><body id='activity-detail' class='zh_CN'>\
         <div id='js_article' class='rich_media'><div class='rich_media_inner'><div id='page-content' class='rich_media_area_primary'>\
         <div id='img-content' class='rich_media_wrp'><h1 class='rich_media_title' id='activity-name'>造船厂重新开门</h1>\
         <div id='meta_content' class='rich_media_meta_list'><span class='rich_media_meta rich_media_meta_text'>林溪</span>\
         <span class='rich_media_meta rich_media_meta_nickname' id='profileBt'><a href='javascript:void(0);' id='js_name'>河口记事</a></span>\
         <em id='publish_time' class='rich_media_meta rich_media_meta_text'>2024年03月05日 20:30</em></div>\
         <div class='rich_media_content js_underline_content' id='js_content' style='visibility: hidden; opacity: 0;'>{body}</div></div>\
         <div class='rich_media_tool'><a href='#r'>阅读原文</a><span>阅读 10万+</span></div></div></div></div>\
         <script>var ct = '1709641800'; var msg_title = '造船厂重新开门'; document.write('x');</script></body></html>"
    );
    let mut expected: Vec<&str> = ZH.to_vec();
    expected.insert(2, "船厂旧照");
    check(
        &html,
        "造船厂重新开门",
        Some("林溪"),
        "2024-03-05",
        &expected,
    );
}

/// A newspaper in English: linked data, a header of its own, a figure, promotions between paragraphs.
#[test]
fn an_english_newspaper() {
    let body = paragraphs(
        &EN,
        "<p class='css-at9mc1 evys1bk0'>",
        "</p>",
        "</div><aside class='css-ew4tgv' aria-label='companion column'></aside></div>\
         <div id='story-ad-1' class='ad'><div>Advertisement</div><a href='#after'>SKIP ADVERTISEMENT</a></div>\
         <figure aria-label='media' role='group'><picture><img alt='The gate of the yard at dawn' src='a.jpg'></picture>\
         <figcaption>The gate of the yard. <span class='credit'>R. Hale for the Harbor Times</span></figcaption></figure>\
         <div class='css-s99gbd StoryBodyCompanionColumn'><div class='css-53u6y8'>",
    );
    let html = format!(
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>A Shipyard Wakes Up - The Harbor Times</title>\
         <meta property='og:title' content='A Shipyard Wakes Up'><meta name='byl' content='By Rowan Hale'>\
         <script type='application/ld+json'>{{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \
         \"headline\": \"A Shipyard Wakes Up\", \"datePublished\": \"2024-03-05T10:00:12.000Z\", \
         \"author\": [{{\"@type\": \"Person\", \"name\": \"Rowan Hale\"}}]}}</script></head><body><div id='app'>\
         <header class='masthead'><nav><ul><li><a href='/w'>World</a></li><li><a href='/b'>Business</a></li></ul></nav>\
         <button>Subscribe for $1 a week</button></header><main id='site-content'>\
         <article id='story'><header><h1 data-testid='headline'>A Shipyard Wakes Up</h1>\
         <p id='article-summary'>Seven years after its last hull, the yard at Rivermouth builds in wood again.</p>\
         <div class='byline'><span>By <span itemprop='name'>Rowan Hale</span></span> <time datetime='2024-03-05T05:00:12-05:00'>March 5, 2024</time></div></header>\
         <section name='articleBody' itemprop='articleBody'><div class='css-s99gbd StoryBodyCompanionColumn'><div class='css-53u6y8'>{body}</div></div></section>\
         <div class='bottom-of-article'><p>Rowan Hale writes about rivers and the towns on them.</p></div></article></main>\
         <section class='related'><h2>Related Content</h2><ol><li><a href='/1'>Flour Prices Rise Again</a></li><li><a href='/2'>Rain in the South</a></li></ol></section>\
         <footer><p>© 2024 The Harbor Times Company</p><a href='/terms'>Terms of Sale</a></footer></div></body></html>"
    );
    let document = opened(&html);
    let text = document.text();
    let mut from = 0;
    for paragraph in EN {
        from += text[from..].find(paragraph).expect(paragraph);
    }
    for foreign in [
        "Subscribe",
        "Flour",
        "SKIP",
        "Terms of Sale",
        "Company",
        "Business",
    ] {
        assert!(!text.contains(foreign), "{foreign} in {text}");
    }
    assert!(text.contains("The gate of the yard."), "{text}");
    assert_eq!(document.meta.title.as_deref(), Some("A Shipyard Wakes Up"));
    assert_eq!(document.meta.author.as_deref(), Some("Rowan Hale"));
    assert_eq!(
        document
            .meta
            .published
            .map(|it| it.0.to_string())
            .as_deref(),
        Some("2024-03-05")
    );
}

/// An encyclopedia: a table of facts, contents, notes in brackets, links to edit, navigation at the end.
#[test]
fn an_encyclopedia() {
    let noted = |text: &str| {
        text.replace(
            "，",
            "，<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup>",
        )
    };
    let heading = |words: &str| {
        format!(
            "<div class='mw-heading mw-heading2'><h2 id='{words}'>{words}</h2><span class='mw-editsection'>\
             <span class='mw-editsection-bracket'>[</span><a href='/edit'>编辑</a><span class='mw-editsection-bracket'>]</span></span></div>"
        )
    };
    let body = format!(
        "<table class='infobox vcard'><caption>河口造船厂</caption><tbody><tr><th>成立</th><td>1921年</td></tr>\
         <tr><th>总部</th><td>河口镇</td></tr></tbody></table><p>{}</p><p>{}</p>\
         <div id='toc' class='toc' role='navigation'><h2>目录</h2><ul><li><a href='#a'>1 历史</a></li><li><a href='#b'>2 现状</a></li></ul></div>\
         {}<p>{}</p><p>{}</p>{}<p>{}</p><p>{}</p>{}\
         <div class='reflist'><ol class='references'><li id='cite_note-1'><span class='mw-cite-backlink'><a href='#r'>^</a></span> <cite>《河口县志》，第三卷。</cite></li></ol></div>\
         <div role='navigation' class='navbox'><table><tbody><tr><th>中国的造船厂</th></tr><tr><td><a href='/1'>江南</a> · <a href='/2'>沪东</a></td></tr></tbody></table></div>",
        noted(ZH[0]),
        noted(ZH[1]),
        heading("历史"),
        noted(ZH[2]),
        noted(ZH[3]),
        heading("现状"),
        noted(ZH[4]),
        noted(ZH[5]),
        heading("参考文献"),
    );
    let html = format!(
        "<!DOCTYPE html><html class='client-nojs' lang='zh'><head><meta charset='UTF-8'><title>河口造船厂 - 维基之类的百科</title>\
         <script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"name\":\"河口造船厂\",\
         \"datePublished\":\"2011-07-08T02:11:09Z\",\"dateModified\":\"2024-03-05T00:00:00Z\",\"headline\":\"一家造船厂\"}}</script></head>\
         <body class='mediawiki ltr'><div id='mw-navigation'><nav><a href='/'>首页</a><a href='/r'>随机条目</a></nav></div>\
         <main id='content' class='mw-body'><h1 id='firstHeading'>河口造船厂</h1><div id='siteSub'>维基之类的百科，自由的百科全书</div>\
         <div id='mw-content-text'><div class='mw-content-ltr mw-parser-output'>{body}</div></div>\
         <div id='catlinks'><a href='/c'>分类</a>：<ul><li><a href='/c1'>造船厂</a></li></ul></div></main>\
         <footer id='footer'><li>本页面最后修订于2024年3月5日。</li></footer></body></html>"
    );
    let document = opened(&html);
    let text = document.text();
    let mut from = 0;
    for paragraph in ZH {
        let at = text[from..].find(paragraph);
        from += at.unwrap_or_else(|| {
            panic!(
                "{paragraph}
{text}"
            )
        });
    }
    for foreign in [
        "[1]",
        "编辑",
        "目录",
        "江南",
        "随机条目",
        "最后修订",
        "自由的百科",
    ] {
        assert!(!text.contains(foreign), "{foreign} in {text}");
    }
    let headings: Vec<&str> = document
        .blocks()
        .iter()
        .filter(|it| matches!(it.kind, BlockKind::Heading(_)))
        .map(|it| document.slice(it.span))
        .collect();
    assert_eq!(headings[..3], ["河口造船厂", "历史", "现状"]);
    assert_eq!(document.meta.title.as_deref(), Some("河口造船厂"));
}
