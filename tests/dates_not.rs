//! Sentences full of numbers and time words that date nothing: no event may be found in any.
#![allow(clippy::unwrap_used, missing_docs)]

use mailuo::analysis::dates;
use mailuo::model::{Day, PublishedFrom, Reference};
use mailuo::text::{Document, Meta};

/// Numbers, versions, scores, names of things.
const NUMBERS: &str = "
手机支持4/5G双模网络。
芯片的工艺从7nm升级到3nm。
版本号从3.5升到了4.0。
模型有1200亿个参数。
GPT-4的表现好于GPT-3.5。
客服热线24/7开放。
这是比赛的第3天。
他考了100分。
比分是3:2，主队获胜。
客队2比4输掉了加时赛。
请拨打400-810-8888咨询。
电话是010-62345678。
手机号13812345678。
航班MU5101延误了。
他乘坐CA1234次航班。
G1024次列车晚点。
订单号20231145678。
身份证号110101199003071234。
邮编是100871。
IP地址是192.168.1.10。
系统升级到iOS 17.1.2。
软件版本为v2.10.3。
价格从12.5元涨到13.8元。
涨幅为3.14%。
市盈率在10到15倍之间。
他身高1.85米，体重80公斤。
房间号是1208号房。
住在5号楼3单元。
地铁10号线已经满员。
请到3号窗口办理。
核电站2号机组并网。
长征五号火箭结构复杂。
神舟十三号飞船很大。
火箭有五号、六号、七号三种。
3号岛上有酒店。
嫦娥四号落在月球背面。
他是球队的7号球员。
这支股票跌破了5日均线。
10日均线向上。
兑换了5000日元。
每股派发红利3.2元。
一等奖有3名，二等奖有5名。
全书共12章365页。
第2023号公告。
国发〔2019〕8号文件。
奥迪Q3的销量不错。
他开着一辆宝马X5。
浓度为3/4的溶液。
杀入1/8决赛。
投票结果是5-3。
圆周率约等于3.1415926。
功率为2000瓦。
距离2000米。
共有1998名学生。
招聘2019人。
营收达2023亿元。
库存2020件。
显卡型号是RTX 4090。
波音737客机。
歼-20战机。
这种合金叫7075铝。
房子收100元月租。
他跑了42.195公里。
坐标为39.9,116.4。
尺寸是10×20×30厘米。
10年期国债收益率报2.28%。
3个月期票据利率下行。
1年期LPR为3.45%，5年期以上为3.95%。
股价创52周新高。
发行价为20.24元，市盈率23.12倍。
证券代码600519，公告编号2024-012。
第89分钟，他打入制胜球，比分2-1。
字号从9磅改成10磅。
";

/// Lengths of time, ages, habits.
const LENGTHS: &str = "
项目历时三年。
他等了整整两个月。
手术持续了五个小时。
这家店开了二十年。
合同期限为10年。
刑期为3年零2个月。
他三十五周岁。
婴儿三月龄了。
他在公司工作了七年半。
保质期18个月。
会议开了一整天。
一年一度的盛会。
十年如一日。
三天打鱼两天晒网。
每年三月都会涨水。
每周五例会。
每月5日发工资。
每天早上跑步。
每逢中秋倍思亲。
历年春节都是如此。
他一周三次去健身房。
为期两周的培训。
5年期贷款利率下调。
30年期国债收益率上升。
创下11年来首次年度下滑。
短短两个月，用户翻倍。
百年老店。
千年古城。
千年的浪漫。
不可同日而语。
五千年的文明。
有1200年的历史。
过去二十年里，他写了许多书。
三年来，公司进步很大。
用了8个月的时间，才把桥修好。
近年来，市场变化很快。
近几年需求上升。
几天后他就忘了。
数月后一切如常。
多年以前的传说。
几年前的旧事。
未来几年前景不错。
周年庆典很热闹。
成立20周年纪念。
一年四季如春。
他三天两头请假。
一月有余没有消息。
三月有余，音信全无。
两月不见，他瘦了。
五日一朝，十日一会。
一日三餐要按时。
一日不见，如隔三秋。
年复一年，日复一日。
三分钟热度。
半小时车程。
工作日客流较少。
时隔七年后，他回到北京。
往后年度的赛事由校方承办。
援助后年均费用为三万元。
清朝存在了276年。
距今2000多年前，这里就有人居住。
约5000年前，先民在此定居。
文革十年，他没有写作。
婚后第二年，她生了孩子。
出事后第三天，警方赶到。
产量比去年好一些。
利润较上年同期增长8%。
去年同期为3亿元。
每逢春节，他都回老家。
一定时期末（月末、季末或年末）的余额。
上市首日，股价大涨。
12个月的时间足够了。
";

/// Names and words made of time words.
const NAMES: &str = "
五四运动影响深远。
九一八事变是历史的转折。
五四精神代代相传。
六一八大促的套路很多。
爱丽丝遇见了三月兔。
《三月》是一部小说。
《今日说法》很受欢迎。
《明天会更好》是一首歌。
《昨日重现》很好听。
今日头条的算法很有名。
今日资本参与投资。
今日美国报道了这件事。
明日方舟是一款游戏。
明日科技的教材不错。
明日香是动画角色。
后天努力比先天条件重要。
后天形成的习惯。
先天与后天都有影响。
目前日本经济低迷。
此前日本队领先。
战后日本迅速恢复。
应当天天锻炼。
过去年轻人喜欢热闹。
失去年轻的心。
以前年轻时不懂事。
清明上河图很长。
周日本来是姓名吗？
东周列国志很精彩。
西周青铜器精美。
几周五次的课程。
三周三次的课。
四周六面都是墙。
一周三次运动。
马上周到地安排。
圣诞老人送礼物。
圣诞树很高。
李国庆和俞渝吵架。
张国庆教授发言。
王建国很严肃。
21世纪经济报道的记者来了。
二十一世纪福克斯是传媒集团。
新世纪百货打折。
秋天的童话很美。
春天里的歌。
夏天的味道。
冬天来了，春天还会远吗？
春秋航空的机票便宜。
春夏秋冬四季分明。
夏季达沃斯的嘉宾。
小雪是她的小名。
大雪封路，车辆缓行。
白露饮料上架。
谷雨实验室的研究。
年轻人喜欢它。
年终奖发了。
少年中国说。
多年中断的航线。
月中心的结构。
本月球探测器很先进。
日本年轻人减少。
本周期的波动。
上周围着围巾。
今年龄大了的他。
同年级的同学。
同日本队比赛。
下月球表面采样。
初三学生备考。
初二的数学题。
首席执行官发言。
末代皇帝溥仪。
前三名获奖。
前两位是冠军。
后三排座位空着。
上三层楼。
下两级台阶。
第三方支付平台。
第一时间赶到。
第二次实验失败了。
三号人物是谁？
三国赎罪日战争的经过。
复活节起义的领袖们。
2014届毕业生中，他最优秀。
80后、90后和00后的消费不同。
85后创始人拿到了融资。
“十四五”期间投资增加。
小说《1984》很有名。
";

/// English.
const ENGLISH: &str = "
You may leave now.
They march on without him.
May I help you?
It is second to none.
Wait a second please.
He won the first half easily, they said.
The sun rises in the east.
We sat on the fall leaves.
He ran in 3.5 hours.
There are 2000 people here.
It costs $2023, he joked in chapter 12.
The score was 3-2.
See page 12 of volume 5.
Version 2.0.1 is out.
He is 35 years old.
They worked for three years.
The process takes two weeks.
April Johnson left early.
August Wilson wrote plays.
June Carter sang well.
Boeing 747 jets landed.
Windows 98 was slow.
Call 555-1234 for help.
Room 2019 is locked.
The iPhone 15 sells well.
A 24/7 service helps.
Over the past few days he rested.
In recent years demand rose.
Some day it will end.
Day after day he waited.
The daily price fell.
Saturn has rings.
Marching bands played.
Mayor Smith resigned.
Junior staff agreed.
Decade-old tools broke.
The last quarter of the game was tense.
Third-quarter revenue rose 5 percent.
Theresa May resigned.
Spring is a framework.
Room 1984 is closed.
Flight 2023 was delayed.
Give me a second.
The 2000 students cheered.
Sales grew more than in 2019.
";

#[track_caller]
fn check(sentences: &str) {
    let reference = Reference {
        day: Day::parse("2023-02-07").unwrap(),
        from: PublishedFrom::Option,
        span: None,
    };
    let mut wrong = Vec::new();
    for sentence in sentences.lines().filter(|it| !it.is_empty()) {
        let document = Document::plain(sentence.to_owned(), Meta::default());
        for found in dates::find(&document, Some(reference)) {
            if found.is_event {
                wrong.push(format!("{} in {sentence}", document.slice(found.span)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers_are_no_dates() {
    check(NUMBERS);
}

#[test]
fn lengths_and_habits_are_no_dates() {
    check(LENGTHS);
}

#[test]
fn names_are_no_dates() {
    check(NAMES);
}

#[test]
fn english_words_are_no_dates() {
    check(ENGLISH);
}

#[test]
fn the_corpus_is_large() {
    let lines = |text: &str| text.lines().filter(|it| !it.is_empty()).count();
    assert!(150 <= lines(NUMBERS) + lines(LENGTHS) + lines(NAMES) + lines(ENGLISH));
}
