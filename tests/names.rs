//! Texts written for this project, and the rows that the lists of their names have.
#![allow(clippy::unwrap_used, missing_docs)]

use mailuo::analysis::Analyzer;
use mailuo::model::Kind;
use mailuo::text::{Document, Meta};

/// Checks the rows of a text, in the order of their first mentions: `c 华为 美国华为` is a company
/// with the forms that the text has of it, `o` an organisation, `p` a person.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = Document::plain(text.to_owned(), Meta::default());
    let analysis = Analyzer::default().analyze(&document);
    let settled = analysis.entities.iter().filter(|it| it.settled);
    let rows = settled.map(|it| {
        let kind = match it.kind {
            Kind::Company => 'c',
            Kind::Organisation => 'o',
            Kind::Person => 'p',
        };
        let mut forms: Vec<&str> = it.aliases.iter().map(String::as_str).collect();
        forms.sort_unstable();
        format!("{kind} {}", forms.join(" "))
    });
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}

#[test]
fn a_company_is_the_same_wherever_it_is() {
    check(
        "富士康在招工。郑州富士康的工价涨了，深圳龙华富士康也是。",
        &["c 富士康 深圳龙华富士康 郑州富士康"],
    );
    check("美国华为董事长来自华为公司。", &["c 华为公司 美国华为"]);
}

#[test]
fn a_body_is_the_same_however_its_country_is_written() {
    check(
        "美司法部说，文件已经移交。美国司法部没有说更多。",
        &["o 美司法部 美国司法部"],
    );
    check(
        "印度尼西亚国防部发表声明。印尼国防部的代表随后离开。",
        &["o 印尼国防部 印度尼西亚国防部"],
    );
    check(
        "芬兰赫尔辛基大学公布了结果，赫尔辛基大学的教授作了说明。",
        &["o 芬兰赫尔辛基大学 赫尔辛基大学"],
    );
    check(
        "国务院安全生产委员会今天开会。安全生产委员会要求各地检查。",
        &["o 国务院安全生产委员会 安全生产委员会"],
    );
}

#[test]
fn a_body_of_a_city_is_not_the_nation_s() {
    check("这家公司由吕梁市国资委监管。", &["o 吕梁市国资委"]);
}

#[test]
fn a_body_within_a_post_is_found() {
    check(
        "他兼任临汾市收藏家协会名誉会长、临汾太极拳研究会主席。",
        &["o 临汾市收藏家协会", "o 临汾太极拳研究会"],
    );
}

#[test]
fn no_name_ends_within_a_word() {
    check("一群深圳中学生来到公园。", &[]);
}

#[test]
fn a_name_holds_both_halves_of_a_pair_of_marks() {
    check("英国《金融时报》周三报道了此事。", &["c 金融时报"]);
    check("来源丨界面新闻 作者丨陈人欢", &["c 界面新闻", "p 陈人欢"]);
}

#[test]
fn a_name_ends_where_the_document_says() {
    check(
        "瓜农王爱民进城。王爱民说，生意不好做。过去，王爱民多在兰州打散工。",
        &["p 王爱民"],
    );
}

#[test]
fn a_parliament_without_a_cue_is_nobody_s_in_particular() {
    let text = "当选总统在总统府发表演说，国会议员随后入场。".to_owned();
    let document = Document::plain(text, Meta::default());
    let analysis = Analyzer::default().analyze(&document);
    let others = analysis.entities.iter().map(|it| &it.other_names);
    assert_eq!(others.flatten().next(), None);
}

#[test]
fn what_a_place_has_several_of_is_no_body() {
    check("记者走访了杭州多家宠物医院，国家有关部委也派了人。", &[]);
}

#[test]
fn another_name_in_brackets_is_another_person() {
    let text = "这一组织的高级官员巴拉克（Ali Rahmani）接受采访。".to_owned();
    let document = Document::plain(text, Meta::default());
    let analysis = Analyzer::default().analyze(&document);
    let others = analysis.entities.iter().map(|it| &it.other_names);
    assert_eq!(others.flatten().next(), None);
}

#[test]
fn a_title_belongs_to_the_name_behind_it() {
    check(
        "研究机构Northlake副总监Anna Lund表示，市场在恢复。",
        &["p Anna Lund"],
    );
}

#[test]
fn years_and_places_are_no_people() {
    check("崇祯十一年，他考中秀才。庆历四年春，他去了巴陵郡。", &[]);
    check("他住在林肯大道上。", &[]);
}

#[test]
fn a_body_of_a_known_body_is_named_whole() {
    check(
        "他被送往南方科技大学应用数学中心学习。",
        &["o 南方科技大学应用数学中心"],
    );
}

#[test]
fn a_team_at_a_competition_is_the_team() {
    check("国足亚洲杯的成绩让球迷失望。", &["o 国足"]);
}

#[test]
fn a_company_before_a_person_is_not_part_of_the_name() {
    check(
        "据 OpenAI Lilian Weng 介绍，该模型很快。",
        &["c OpenAI", "p Lilian Weng"],
    );
}

#[test]
fn what_describes_a_company_is_no_part_of_its_name() {
    check(
        "公司拟与全资子公司云岭储能科技（江州）有限公司共同出资。",
        &["c 云岭储能科技（江州）有限公司"],
    );
    check(
        "新歌《長街》登上榜首；經理人公司寰星娛樂表示，演唱會將於紅館舉行。",
        &["c 寰星娛樂"],
    );
    check(
        "白石集团旗下白石（江州）汽车有限公司昨日开业。",
        &["c 白石集团", "c 白石（江州）汽车有限公司"],
    );
}

#[test]
fn sentences_sides_and_meetings_are_no_bodies() {
    let text = "美联社称，这是美国共和党控制众议院后与白宫的首次较量。";
    check(text, &["c 美联社", "o 美国共和党", "o 白宫"]);
    check("希方与英方未能达成一致。", &[]);
}

#[test]
fn a_company_is_called_by_a_part_of_its_full_name() {
    check(
        "原告江州市恒润达商贸有限公司起诉。恒润达公司称，货款未付。",
        &["c 恒润达公司 江州市恒润达商贸有限公司"],
    );
    check(
        "他向青岚市中级人民法院上诉。青岚中院维持原判。",
        &["o 青岚中院 青岚市中级人民法院"],
    );
    check(
        "云港海牛队主场获胜。云港海牛主教练柯振宇说，球队踢得很好。",
        &["o 云港海牛 云港海牛队", "p 柯振宇"],
    );
}

#[test]
fn a_name_with_points_or_initials_is_one() {
    check(
        "补时阶段，队长阿卜杜外力·买买提罚入点球。",
        &["p 阿卜杜外力·买买提"],
    );
    check(
        "罗伯特 J. 哈珀森是这家研究所的物理学家。",
        &["p 罗伯特 J. 哈珀森"],
    );
}

#[test]
fn armies_are_no_people() {
    check(
        "清軍與荷軍先後攻城。鄭軍不敵敗退，鄭軍大將隨後投降。",
        &["o 清軍", "o 荷軍", "o 鄭軍"],
    );
}

#[test]
fn troops_are_no_body_of_their_own() {
    check(
        "清軍包圍了台灣府，清朝軍隊隨後攻入城中。荷蘭軍隊在城外登陸。",
        &["o 清軍"],
    );
}

#[test]
fn who_has_a_captain_is_a_team() {
    check(
        "赛后，石梁河主帅塞尔吉奥·莫拉莱斯表示，球队体能下降明显。",
        &["o 石梁河", "p 塞尔吉奥·莫拉莱斯"],
    );
}

#[test]
fn full_names_are_read_from_their_end() {
    check(
        "公司控股股东云岭控股集团有限公司拟减持股份。",
        &["c 云岭控股集团有限公司"],
    );
}

#[test]
fn english_companies_are_known_by_what_they_are_called() {
    check(
        "Norwegian shipping group Haldorsen Lines said it had agreed to buy Rotterdam-based \
         Kestrel Freight. Chief executive Marit Solberg told reporters that the deal needs approval \
         from the European Commission and the Netherlands Authority for Consumers and Markets.",
        &[
            "c Haldorsen Lines",
            "c Kestrel Freight",
            "p Marit Solberg",
            "o European Commission",
            "o Netherlands Authority for Consumers and Markets",
        ],
    );
    check(
        "The drug is being developed by Novaxa Therapeutics, a biotech company in Massachusetts.",
        &["c Novaxa Therapeutics"],
    );
    check(
        "The search start-up Lumenary has hired Priya Raghunathan. Lumenary was founded by Daniel \
         Okafor and Mei-Ling Tan.",
        &[
            "c Lumenary",
            "p Priya Raghunathan",
            "p Daniel Okafor",
            "p Mei-Ling Tan",
        ],
    );
}

#[test]
fn english_people_are_known_by_their_titles_and_first_names() {
    check(
        "U.S. District Judge Raymond T. Oyelaran dismissed the suit. Attorney General Luis \
         Ferrante's office welcomed the decision of the Sixth Circuit Court of Appeals.",
        &[
            "p Raymond T. Oyelaran",
            "p Luis Ferrante",
            "o Sixth Circuit Court of Appeals",
        ],
    );
    check(
        "Analysts led by Pieter van Dam called the price full. His sister Amalie Frey was elected to \
         the Swiss Academy of Sciences.",
        &[
            "p Pieter van Dam",
            "p Amalie Frey",
            "o Swiss Academy of Sciences",
        ],
    );
}

#[test]
fn a_mission_abroad_is_one_body() {
    check(
        "挪威驻欧盟使团拒绝评论，瑞典常驻联合国代表团表示欢迎。",
        &["o 挪威驻欧盟使团", "o 瑞典常驻联合国代表团"],
    );
}

#[test]
fn what_is_read_on_behind_a_company_is_no_part_of_it() {
    check("两名特斯拉前员工作证。", &["c 特斯拉"]);
    check("搭载英伟达人工智能芯片的服务器热销。", &["c 英伟达"]);
    check("日本对美半导体制造设备出口下降。", &[]);
    check("马斯克公司的董事们没有回应。", &["p 马斯克"]);
}

#[test]
fn a_town_is_a_team_only_where_teams_are_told_of() {
    check("这座城市与米兰、热那亚组成工业三角。", &[]);
    check(
        "意甲联赛第三轮，罗马主场击败了莱切。",
        &["o 意甲联赛", "o 罗马", "o 莱切"],
    );
}

#[test]
fn a_heading_says_nothing_of_what_it_names() {
    check("5、Paper Lantern\n\n一个在线画图的网站。", &[]);
}

#[test]
fn rulers_have_the_names_that_histories_give_them() {
    check("此时石勒称赵王，慕容皝称燕王。", &["p 石勒", "p 慕容皝"]);
    check(
        "前燕慕容翰设置官学。夏帝赫连勃勃率军南下。",
        &["p 慕容翰", "p 赫连勃勃"],
    );
    check(
        "元仁宗即位，武宗系与仁宗系交替。",
        &["p 仁宗 元仁宗", "p 武宗"],
    );
    check("这块领地被皇帝查理四世升为侯国。", &["p 查理四世"]);
}

#[test]
fn ships_drugs_and_towns_are_no_people() {
    check("“米特罗凡·莫斯卡连科”号今天出港。", &[]);
    check("医生开了利托那韦片。", &[]);
    check("哈珀顿是该州的一座城市。", &[]);
}

#[test]
fn english_places_are_nobody() {
    check(
        "The canon of Wells Cathedral crossed the Iberian Peninsula. Jane Park met him on the South \
         Bank.",
        &["p Jane Park"],
    );
}

#[test]
fn english_companies_are_called_by_their_first_word() {
    check(
        "Shares of Corvanta Therapeutics rose on Monday. Corvanta said it would file for approval.",
        &["c Corvanta Corvanta Therapeutics"],
    );
}

#[test]
fn a_company_keeps_its_name_against_its_founder() {
    check(
        "A jury ordered Halvorsen Nutrition Inc. to pay. Halvorsen fell on Friday. The company was \
         founded by Lars Halvorsen.",
        &["c Halvorsen Halvorsen Nutrition Inc.", "p Lars Halvorsen"],
    );
}

#[test]
fn english_names_are_whole() {
    check(
        "The conductor Simon Rattle told reporters so. He was born in St. Louis and served with the \
         90th Tank Division.",
        &["p Simon Rattle", "o 90th Tank Division"],
    );
    check(
        "It was described by the Mongolian Academy of Sciences and Yonsei University.",
        &["o Mongolian Academy of Sciences", "o Yonsei University"],
    );
}

#[test]
fn lists_and_datelines_are_no_part_of_a_name() {
    check(
        "中远海运、马士基、赫伯罗特等航运公司宣布绕行好望角。",
        &["c 中远海运", "c 马士基", "c 赫伯罗特"],
    );
    check(
        "〔記者陳昱翔／台北報導〕立法院昨日三讀。",
        &["p 陳昱翔", "o 立法院"],
    );
    check("江北省委省政府发出通知。", &["o 江北省委"]);
    check("城里有四座国家博物馆。", &[]);
    check(
        "清华大学-北京大学赛艇赛今天举行。",
        &["o 清华大学", "o 北京大学"],
    );
}

#[test]
fn old_offices_and_provinces_are_no_people() {
    check(
        "平卢、范阳、河东三镇节度使安禄山起兵，龙武大将军陈玄礼护驾。",
        &["p 安禄山", "p 陈玄礼"],
    );
}
