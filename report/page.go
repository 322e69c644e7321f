package report

import "github.com/jung-kurt/gofpdf"

// page is the geometry of a page and its type area.
type page struct {
	landscape                bool
	width, height            float64
	left, right, top, bottom float64
	section                  string // named in its running head
}

var (
	upright  = page{width: 595.28, height: 841.89, left: 56, right: 539.28, top: 78, bottom: 786}
	sideways = page{landscape: true, width: 841.89, height: 595.28, left: 40, right: 801.89, top: 66, bottom: 548}
)

func (p page) measure() float64 { return p.right - p.left }

// addPage begins a page.
func (b *book) addPage(p page) {
	orientation := "P"
	if p.landscape {
		orientation = "L"
	}
	b.pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: upright.width, Ht: upright.height})
	b.drawn.add()
	p.section = b.typeface.section
	b.page, b.y, b.face = p, p.top, noFace
	b.pages = append(b.pages, p)
	if b.ctx.Err() != nil && b.err == nil {
		b.err = b.ctx.Err()
	}
}

// nextPage goes on with what is being written.
func (b *book) nextPage() {
	b.addPage(b.page)
	if b.overPage != nil {
		b.overPage()
	}
}

// partPage begins a page for a part of a chapter, where more than a little of
// this one is used.
func (b *book) partPage() {
	const little = 0.4
	if b.y-b.page.top > little*(b.page.bottom-b.page.top) {
		b.nextPage()
	} else if b.y > b.page.top {
		b.y += 18
	}
}

// keep begins a page where less than so much room is left, a heading that
// waits for what it stands over included; then it sets that heading.
func (b *book) keep(room float64) {
	if b.y+b.waiting()+room > b.page.bottom && b.y > b.page.top {
		b.nextPage()
	}
	b.settle()
}

func (b *book) pageNumber() int { return len(b.pages) }

// entry is a line of the contents.
type entry struct {
	title string
	level int
	page  int
	link  int
}

// place marks where the current position is, for the contents and the
// reader's outline, and returns a link to it.
func (b *book) place(title string, level int, listed bool) int {
	link := b.pdf.AddLink()
	b.aim(link, title, level, listed)
	return link
}

// placeAt is place for something that stands higher up on the page.
func (b *book) placeAt(y float64, title string, level int) {
	now := b.y
	b.y = y
	b.place(title, level, true)
	b.y = now
}

// aim is place with a link that was handed out before.
func (b *book) aim(link int, title string, level int, listed bool) {
	y := max(b.y-12, 0)
	b.pdf.SetLink(link, y, b.pageNumber())
	if listed {
		b.entries = append(b.entries, entry{title, level, b.pageNumber(), link})
	}
	// The library measures an outline's places on the last page, which stands
	// upright.
	b.levels = append(b.levels, level)
	b.pdf.Bookmark(b.typeface.line(title), level, y+upright.height-b.page.height)
}

// furnish puts the running head and foot onto all pages but the cover, now
// that their number is known.
func (b *book) furnish() {
	last := b.page
	title := joined(" · ", b.engagement.Client, b.engagement.Title)
	for i, p := range b.pages {
		b.turnTo(i + 1)
		b.classify(p)
		if i > 0 {
			b.folio(p, title, i+1)
		}
	}
	b.turnTo(len(b.pages))
	b.page = last
}

// turnTo goes on with a page that was begun before, counted from 1.
func (b *book) turnTo(number int) {
	b.pdf.SetPage(number) // links go onto it
	b.drawn.turnTo(number - 1)
	b.page, b.face = b.pages[number-1], noFace
}

// folioGap stands between the two sides of a running head at least.
const folioGap = 18.0

func (b *book) folio(p page, title string, number int) {
	head, foot := p.top-36, p.height-30
	right := p.right - b.draftMark(p.right, head)
	section := b.typeface.fit(styleFolio, (right-p.left)/2, p.section)
	right -= b.width(styleFolio, section)
	b.text(right, head, styleFolio, section)
	b.text(p.left, head, styleFolio, b.typeface.fit(styleFolio, right-p.left-folioGap, title))
	b.rule(p.left, head+8, p.measure(), hairline)
	b.text(p.left, foot, styleFolio, b.typeface.fit(styleFolio, p.measure()-120, joined(" · ", b.say("record %s", short(b.in.Head)), b.say("catalogue %s", b.catalogue.Version), b.in.Program)))
	count := b.say("Page %d of %d", number, len(b.pages))
	b.text(p.right-b.width(styleFolio, count), foot, styleFolio, count)
}

// draftMark says in the running head what this is; it returns the width used.
func (b *book) draftMark(right, y float64) float64 {
	standing := b.standing()
	w := b.overlineWidth(standing)
	b.overline(right-w, y, ink2, standing)
	return w + 12
}
