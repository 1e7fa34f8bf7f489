//! English sentences: what a reader means by each.

/// A text a line, published on 10 March 2024: `<EDTF>words</>` is an event, nothing else is one.
const LINES: &str = r"
The company was founded on <2022-11-30>November 30, 2022</> in San Francisco.
It closed on <2022-11-30>Nov. 30, 2022</>.
It opened on <2022-11-30>30 November 2022</> in London.
He was born on <1975-05-03>3rd May 1975</> in Leeds.
On <1776-07-04>the 4th of July 1776</> the declaration was signed.
In <2023-21>the spring of 2023</>, the lab moved.
In <2017-12~>late 2017</>, he resigned.
In <2018-01~>early 2018</> the board met.
In <2019-06-01/2019-07-31~>mid-2019</> sales fell.
Revenue rose in <2023-35>Q3 2023</>.
Revenue rose in <2023-35>the third quarter of 2023</>.
Third-quarter revenue rose 5 percent.
In <199X>the 1990s</>, the city grew.
In <1987-01-01/1989-12-31~>the late 1980s</> he lived in Tokyo.
In <1900-01-01/1909-12-31~>the early 20th century</>, trains were slow.
<2024>FY2024</> guidance was cut.
In <2023>fiscal 2023</>, it earned $3 billion.
<2024-03-09>Yesterday</>, the company said it would close.
The firm said on <2024-03-05>Tuesday</> that it had hired him.
The vote will take place <2024-03-12>next Tuesday</>.
<2024-02-26/2024-03-03>Last week</>, shares fell.
<2024-02>Last month</> the firm cut jobs.
<2023>Last year</> he left.
Earlier <2024>this year</>, it bought Acme.
Later <2024-03>this month</> it will open a shop.
<2022>Two years ago</>, she joined.
<2024-03-07>Three days ago</>, he died.
<2014>A decade ago</> nobody knew it.
A few years ago it was small.
Over the past decade, prices doubled.
For two years, she waited.
In <2007>2007</> he founded a firm. <2016>Nine years later</>, it went public.
The firm launched on <2020-03-03>March 3, 2020</>. <2020-03-04>The next day</>, it crashed.
The firm launched on <2020-03-03>March 3, 2020</>. <2020-03-17>Two weeks later</>, it had a million users.
He died on <1821-05-05>5 May 1821</>. <1822>The following year</>, his house was sold.
In <2019-05>May 2019</> they met. <2019-11>Six months later</>, they married.
It happened on <2001-09-11>September 11, 2001</>. <2001-09-11>That day</>, 2,977 people died.
Since <2015-01-01/2024-03-10>2015</>, the number has doubled.
From <1998-01-01/2004-12-31>1998 to 2004</> he ran the lab.
Between <2010-01-01/2015-12-31>2010 and 2015</>, it grew.
The festival runs from <2024-06-03/2024-06-09>June 3 to June 9</>.
The festival ran <2023-06-03/2023-06-09>June 3–9, 2023</>.
On <2020-12-25>Christmas Day 2020</>, a bomb exploded.
On <2021-11-25>Thanksgiving 2021</>, they gathered.
<2023-09-04>Labor Day</> sales were weak.
By <2022-12~>the end of 2022</>, it had 100 users.
At <2024-03-01/2024-03-05~>the beginning of March</>, it snowed.
In the summer of '69, he bought a guitar.
It was <2021-03>March 2021</> when she left.
In <2024-03>March</>, she left.
In <2023-11>November</>, she left.
She will leave in <2024-11>November</>.
He may march in <2023-05>May</>.
The march began in the park.
I may second the motion.
April Jones met June Smith.
Theresa May resigned.
The <2020>2020</> election was close.
The <2008>2008</> financial crisis hit banks.
He scored 2000 points.
The model has 2048 tokens.
Room 1984 is closed.
Flight 2023 was delayed.
Open 24/7, call 555-1234.
Version 3.5 shipped with GPT-4.
It costs $1,999 <2024-03-10>today</>.
The second time was better.
Give me a second.
The fall of Rome was slow.
Spring is a framework.
The last quarter of the game was tense.
The sun sets late.
The Sun reported it.
On <2024-02-02>Friday, Feb. 2</>, the union voted.
On the morning of <1944-06-06>June 6, 1944</>, troops landed.
He arrived on the night of <1912-04-14>14 April 1912</>.
It was founded in <1911>1911</> and merged in <1924>1924</>.
Napoleon (<1769-01-01/1821-12-31>1769–1821</>) was born in Corsica.
Napoleon (<1769-08-15/1821-05-05>15 August 1769 – 5 May 1821</>) was a general.
In <-0043>44 BC</> Caesar was killed.
The Treaty of <1648>1648</> ended the war.
He graduated in the class of <1999>1999</>.
In the year <1066>1066</> the Normans came.
She joined in <2018-09>Sept 2018</>.
She joined in <2018-09>2018/09</>.
As of <2023-12-31>31/12/2023</> it had 5 offices.
The deadline is <2024-05-01>2024-05-01</>.
Until <2024-03-08>last Friday</>, nobody knew.
<2024-03-09/2024-03-10>This weekend</> the team plays in Rome.
Over <2024-03-09/2024-03-10>the weekend</>, protesters gathered.
<2024-03-08>The day before yesterday</>, it rained.
<2024-03-11>Tomorrow</> the court will rule.
<2024-03-10>Tonight</> at 8 the show starts.
By <2030>2030</>, emissions should halve.
before <../2010>2010</>, nobody had one.
In <2023-40>the first half of 2023</>, profit fell.
In <2023-05-08/2023-05-14>the second week of May 2023</>, it rained.
<?>Six weeks after</> the launch of ChatGPT, it grew.
ChatGPT was released on <2022-11-30>November 30, 2022</>. <2023-01-30~>Two months after</> ChatGPT launched, it had 100 million users.
In <2024-02>February of this year</>, it closed.
In <2023-10>October last year</>, it opened.
Later that year, he moved.
In <1999>1999</> he won. Later <1999>that year</>, he moved. In <2001>2001</> he quit.
In <1999-06>June 1999</> he won. In <1999-10>October</>, he moved.
In <1940>1940</>, France fell. In <1940-06>June</>, Paris was occupied.
A month earlier, on <1919-05-04>4 May 1919</>, students marched.
The company reported results for the quarter ended <2023-09-30>Sept. 30, 2023</>.
for the fiscal year ended <2023-06-30>June 30, 2023</>, sales rose.
It rose from $3 in <2019>2019</> to $9 in <2021>2021</>.
Between <2020-03-01/2020-05-31>March and May 2020</>, it shut.
The 2019-20 season was cut short.
The 2023–24 budget was passed.
World War II (<1939-01-01/1945-12-31>1939-45</>) changed it.
The company, founded in <2009>2009</>, went public on <2012-05-18>May 18, 2012</>.
He was CEO from <2000-01-01/2014-12-31>2000 until 2014</>.
He was CEO between <2000-01-01/2014-02-28>January 2000 and February 2014</>.
By <2023-06-10/2023-06-20~>mid-June</>, the team had grown to 40.
In <2023-36>the fourth quarter</>, revenue rose 12 percent to $62 billion.
Shares rose 3% on <2024-03-07>Thursday</> and 2% on <2024-03-08>Friday</>.
The trial is scheduled to begin on <2024-04-15>April 15</>.
Elections will be held in <2024-11>November 2024</>.
On <2021-01-06>Jan. 6, 2021</>, a mob stormed the Capitol. <2021-01-20>Two weeks later</>, Biden was sworn in.
She was born on <1985-03-04>March 4, 1985</>, and grew up in Ohio.
He died <2024-03-04>Monday</> at 88.
The Tang dynasty (<0618-01-01/0907-12-31>618–907</>) was a golden age.
Rome was founded in <-0752>753 BC</>.
It was <2000-01-01/2002-12-31~>the early 2000s</>, and everyone had a flip phone.
In <1994-01-01/1996-12-31~>the mid-1990s</>, he moved to Seattle.
The plant will close at <2024-12~>the end of the year</>.
He left the firm <2025>a year later</>.
In <2011>2011</>, Jobs resigned. He died <2011-03>two months later</>.
<2024-03-05>Last Tuesday</>, the board met; on <2024-03-06>Wednesday</> it voted.
The 19th-century building burned in <1901>1901</>.
Since <2024-01-01/2024-03-10>January</>, prices have doubled.
He has worked there since <1999-01-01/2024-03-10>1999</>.
The company was acquired in <2023-06>June</> for $2 billion.
The survey was done <2024-02-12/2024-02-18>Feb. 12-18</>.
WASHINGTON, <2024-03-08>March 8</> (Reuters) - The Fed said so.
In his <2016>2016</> memoir, he wrote of 1968.
The company raised $10 million in <2020>2020</>, $40 million in <2021>2021</> and $100 million in <2022>2022</>.
The next morning, on <2023-07-05>5 July</>, troops moved in.
On <2024-03-09>Saturday</> night, the lights went out.
It was released in North America on <2023-11-18>18 November 2023</> and in Europe <2023-11-20>two days later</>.
Apple's <2007>2007</> launch of the iPhone changed phones.
On this day in <1969>1969</>, man landed on the moon.
<2024-33>The first quarter of 2024</> was slow.
They met at 10 a.m. on <2024-03-05>3/5/2024</>.
In the 12 months to <2023-03>March 2023</>, it lost money.
As recently as <2024-02>last month</>, he denied it.
At the turn of the century, they moved west.
Nowadays, few people care.
He is in his 20s.
Boeing 787 and the 737 MAX.
Route 66, Area 51, Catch-22.
Formula 1 and Euro 2024.
";

#[test]
fn an_english_reader_means_these_days() {
    super::check(LINES);
}
