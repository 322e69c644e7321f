package report

import "fmt"

// The cover is divided as the subject is: a line from edge to edge, labels on
// one side and what they stand for on the other.
const (
	coverLine  = 176.0
	coverValue = coverLine + 24
)

func (b *book) cover() {
	b.addPage(upright)
	e := b.engagement
	b.fill(0, 0, coverLine, b.page.height, canvas)
	b.fill(coverLine-1, 0, 2, b.page.height, accent)
	width := b.page.right - coverValue

	b.overline(coverValue, 86, ink3, b.documentName())
	b.coverState()
	b.coverBrand(width)
	b.y = 200
	client := style{semibold, 32, 38, ink}
	if b.width(client, oneLine(e.Client)) > 2*width {
		client = style{semibold, 22, 27, ink}
	}
	b.y = b.lines(coverValue, b.y, client, b.typeface.clip(client, width, b.stated(oneLine(e.Client)), 4)) + 6
	title := style{regular, 16, 22, ink2}
	b.y = b.lines(coverValue, b.y, title, b.typeface.clip(title, width, oneLine(e.Title), 4))

	b.y = max(b.y+48, 372)
	for _, f := range b.coverFacts() {
		b.coverFact(f, width)
	}
	b.coverNotices(width)
}

func (b *book) coverState() {
	w := b.overlineWidth(b.stateWord()) + 16
	b.frame(coverLine-24-w, 74, w, 18, ink2)
	b.overline(coverLine-24-w+8, 85.6, ink, b.stateWord())
}

func (b *book) coverFacts() []fact {
	e := b.engagement
	facts := append(b.sliceFacts(), fact{b.say("Assessor"), b.stated(e.Assessor)}, fact{b.say("As of"), b.longDate(b.asOf())})
	if p := b.period(e.PeriodFrom, e.PeriodTo); p != "" {
		facts = append(facts, fact{b.say("Period"), p})
	}
	return append(facts,
		fact{b.say("Made"), b.moment(b.in.Now)},
		fact{b.say("History"), b.say("%s · head %s", b.counted(b.in.Commits, "%s commit", "%s commits"), short(b.in.Head))},
		fact{b.say("Catalogue"), b.say("%s as of %s · SHA-256 %s", b.catalogue.Version, b.longDate(b.catalogue.AsOf), short(b.catalogue.SHA256))},
		fact{b.say("Cells"), b.sumText(b.totals)},
	)
}

func (b *book) coverFact(f fact, width float64) {
	s := style{regular, 9.5, 14, ink}
	label := styleSmall.in(ink3)
	b.textRight(coverLine-24, b.y+10.4, label, f.label)
	b.y = b.lines(coverValue, b.y, s, b.typeface.clip(s, width, f.value, 4)) + 6
}

// coverNotices say what the reader has to know before turning the page.
func (b *book) coverNotices(width float64) {
	s := style{regular, 9, 13, ink2}
	notices := []string{b.signedNotice()}
	if b.in.FixedClock {
		notices = append(notices, b.say("Made with a fixed clock: %s was given and not read from a clock.", b.moment(b.in.Now)))
	}
	if b.engagement.Sample {
		notices = append(notices, b.say("A sample: the client and everything in this engagement are invented."))
	}
	styles := make([]style, len(notices))
	lines := make([][]string, len(notices))
	height := 0.0
	for i, notice := range notices {
		if styles[i] = s; i == 0 {
			styles[i] = s.with(medium).in(ink)
		}
		lines[i] = b.typeface.clip(styles[i], width, notice, 4)
		height += float64(len(lines[i]))*s.leading + 5
	}
	b.y = b.page.height - 62 - height
	b.rule(coverValue, b.y-8, width, hairline)
	for i := range lines {
		b.y = b.lines(coverValue, b.y, styles[i], lines[i]) + 5
	}
}

func (b *book) signedNotice() string {
	if b.in.Signer == nil {
		return b.say("This copy is not signed.")
	}
	return b.say("Signed by %s. How to check the signature is said at the end.", joined(", ", b.in.Signer.Name, b.in.Signer.Organisation))
}

// documentControl says what this copy is and what it was made from.
func (b *book) documentControl() {
	e := b.engagement
	b.section(upright, b.say("Document control"), "")
	b.facts(append([]fact{
		{b.say("Document"), b.documentName()},
		{b.say("Client"), b.stated(oneLine(e.Client))},
		{b.say("Title"), b.stated(oneLine(e.Title))},
		{b.say("State"), b.stateWords()},
		{b.say("Prepared by"), b.stated(e.Assessor)},
		{b.say("Reviewed by"), b.stated(e.Reviewer)},
		{b.say("As of"), b.longDate(b.asOf())},
		{b.say("Period"), b.stated(b.period(e.PeriodFrom, e.PeriodTo))},
		{b.say("Made"), b.say("%s, with %s", b.madeAt(), b.stated(b.in.Program))},
		{b.say("Signature"), b.signedNotice()},
		{b.say("Restricted use"), b.stated(e.RestrictedUse)},
	}, b.issue()...)...)
	b.madeFrom()
}

// madeFrom says what this copy was made from, on one page.
func (b *book) madeFrom() {
	b.heading(b.say("What it was made from"))
	facts := append([]fact{
		{b.say("Newest commit"), b.stated(b.in.Head)},
		{b.say("Commits"), b.number(b.in.Commits)},
		{b.say("Catalogue"), b.say("%s, as of %s", b.catalogue.Version, b.longDate(b.catalogue.AsOf))},
		{b.say("Its SHA-256"), b.stated(b.catalogue.SHA256)},
	}, b.dataFacts()...)
	depth := float64(len(b.catalogue.Packs))*(2*styleCell.leading+2*rowPad) + 40 // with the heads, and what is between
	for _, f := range facts {
		depth += b.factDepth(f)
	}
	b.keep(depth)
	b.facts(facts...)
	b.packs()
}

// madeAt is the moment of making, and whose clock it was.
func (b *book) madeAt() string {
	moment := b.moment(b.in.Now)
	if b.in.FixedClock {
		return b.say("%s (a fixed clock)", moment)
	}
	return moment
}

func (b *book) packs() {
	if len(b.catalogue.Packs) == 0 {
		return
	}
	hash := styleTiny.in(ink)
	t := b.newTable(
		column{head: b.say("Catalogue pack"), width: 186}, column{head: b.say("Version"), width: 44}, column{head: "SHA-256", width: b.page.measure() - 230, style: hash})
	for _, pack := range b.catalogue.Packs {
		t.row(wording(joined(" · ", pack.Title, pack.Name)), wording(pack.Version), wording(pack.SHA256))
	}
	t.end()
}

// The contents stand before what they list, so their page is kept free and
// filled at the end.
func (b *book) contents() {
	b.section(upright, b.say("Contents"), "")
	b.contentsPage, b.contentsY = b.pageNumber(), b.y
}

// fillContents lists the chapters, and the parts of chapters where they fit.
func (b *book) fillContents() {
	const chapter, partial = 20.0, 14.5
	height := 0.0
	for _, e := range b.entries {
		if e.level == 0 {
			height += chapter
		} else {
			height += partial
		}
	}
	parts := b.contentsY+height <= upright.bottom
	b.revisit(b.contentsPage, func() {
		y := b.contentsY
		for i, e := range b.entries {
			switch {
			case e.page == b.contentsPage:
			case e.level == 0:
				if i > 0 {
					b.rule(b.page.left, y+2, b.page.measure(), hairline)
				}
				b.contentsLine(e, y+3, chapter-3, style{medium, 9.75, chapter - 3, ink}, 0)
				y += chapter
			case parts:
				b.contentsLine(e, y, partial, style{regular, 8.5, partial, ink2}, 14)
				y += partial
			}
		}
	})
}

func (b *book) contentsLine(e entry, y, height float64, s style, indent float64) {
	b.lines(b.page.left+indent, y, s, []string{b.typeface.fit(s, 400, e.title)})
	count := fmt.Sprint(e.page)
	b.lines(b.page.right-b.width(s, count), y, s, []string{count})
	b.linkTo(b.page.left, y, b.page.measure(), height, e.link)
}

// revisit draws on a page that was left before, where there is one.
func (b *book) revisit(number int, draw func()) {
	if number == 0 {
		return
	}
	last := b.page
	b.turnTo(number)
	draw()
	b.turnTo(len(b.pages))
	b.page = last
}
