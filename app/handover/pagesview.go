package handover

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
	"demarc/engagement"
	"demarc/report"
)

// printed is a report that was set, to be looked at.
type printed struct {
	outline []report.Heading
	count   int
	pdf     []byte
	path    string // of the file, where there is one
	signed  bool
	commits int    // of the session, when it was set
	kind    string // of report
	gaps    []engagement.TypeGap
}

// quickly is up to how many cells a report is set without being asked for: it
// takes about a second then.
const quickly = 5000

// pagesView shows what stands on which page, and the pages themselves where
// this computer has a program that draws them.
type pagesView struct {
	screen   *Screen
	renderer renderer
	box      *fyne.Container
	head     *fyne.Container
	chapters *look.Table
	paper    *fyne.Container
	body     *fyne.Container

	shown   *printed
	page    int
	setting bool
	drawing int // the newest drawing; older ones come too late
	moving  bool
}

func newPagesView(s *Screen, r renderer) *pagesView {
	l := s.d.Look
	v := &pagesView{screen: s, renderer: r, head: container.NewStack(), paper: container.NewStack(), body: container.NewStack(), page: 1}
	v.chapters = l.Table([]look.Column{{Title: s.d.T("Chapter")}, {Title: s.d.T("Page"), Width: 40, Right: true}})
	v.chapters.Len = func() int {
		if v.shown == nil {
			return 0
		}
		return len(v.shown.outline)
	}
	v.chapters.Row = v.row
	v.chapters.Selected = func(i int) {
		if !v.moving {
			v.turn(v.shown.outline[i].Page)
		}
	}
	v.box = look.Border(l.Sized(0, 31, v.head), nil, nil, nil, v.body)
	return v
}

func (v *pagesView) row(i int) look.Row {
	h, d := v.shown.outline[i], v.screen.d
	title := look.Cell{Text: h.Title, Role: look.Text}
	if h.Level > 0 {
		title = look.Cell{Text: "    " + h.Title, Role: look.Text2, Style: look.Small}
	}
	return look.Row{Cells: []look.Cell{title, {Text: d.Number(h.Page), Role: look.Text2, Style: look.Small}}}
}

// enter sets the pages, where that is quick and something has changed.
func (v *pagesView) enter() {
	if v.stale() && v.screen.d.Session.Evaluation().Totals().Cells <= quickly {
		v.set()
	}
}

func (v *pagesView) stale() bool {
	return v.shown == nil || v.shown.commits != v.screen.d.Session.Commits() || v.shown.kind != v.screen.options.kind()
}

// refresh says whether the pages still are what would be reported.
func (v *pagesView) refresh() { v.draw() }

// set sets the pages of what the report would say now.
func (v *pagesView) set() {
	d := v.screen.d
	if v.setting {
		return
	}
	prepared, err := d.Session.PrepareProof(v.screen.options.options())
	if err != nil {
		d.Window.Fail(err, v.set)
		return
	}
	v.setting = true
	if v.shown == nil {
		v.draw()
	}
	pages := &printed{commits: d.Session.Commits(), kind: v.screen.options.kind()}
	language := d.Language
	begun := d.Window.Work(d.T("Setting the pages"), func(ctx context.Context, progress func(int, int)) error {
		document, err := prepared.Set(ctx, func(step engagement.ReportStep, done, total int) {
			if step == engagement.ReportPages {
				progress(done, total)
			}
		})
		if err != nil {
			return err
		}
		pages.outline, pages.count, pages.pdf = document.Outline, document.Pages, document.PDF
		pages.gaps, err = prepared.TypeGaps(language)
		return err
	}, func(err error) {
		v.setting = false
		if err != nil {
			v.draw()
			if !errors.Is(err, context.Canceled) {
				d.Window.Fail(err, v.set)
			}
			return
		}
		v.take(pages)
	})
	if !begun {
		v.setting = false
		v.draw()
	}
}

// take shows the pages of a report.
func (v *pagesView) take(pages *printed) {
	v.shown = pages
	v.page = min(max(1, v.page), max(1, pages.count))
	v.paper.RemoveAll()
	v.draw()
	v.chapters.Refresh()
	v.turn(v.page)
	v.screen.options.refresh()
	if v.screen.regap != nil {
		v.screen.regap()
	}
}

func (v *pagesView) draw() {
	d, l := v.screen.d, v.screen.d.Look
	v.head.RemoveAll()
	v.body.RemoveAll()
	if v.shown == nil {
		v.head.Add(d.Overline(d.T("PAGES")))
		if v.setting {
			v.body.Add(d.Empty(d.T("The pages are being set.")))
		} else {
			v.body.Add(d.Empty(d.T("No pages yet."), l.Button(d.T("Set the pages"), look.Plain, v.set)))
		}
	} else {
		v.head.Add(v.heading())
		v.body.Add(container.New(&pagesLayout{look: l, chapters: v.chapters, paper: v.paper}, v.chapters, v.paper))
	}
	v.box.Refresh()
}

func (v *pagesView) heading() fyne.CanvasObject {
	d, l := v.screen.d, v.screen.d.Look
	state := d.T("as it stands now, not signed")
	switch {
	case v.shown.path != "" && v.shown.signed:
		state = d.T("signed, as it was written")
	case v.shown.path != "":
		state = d.T("not signed, as it was written")
	}
	parts := []fyne.CanvasObject{l.Label(d.N(v.shown.count, "%s page", "%s pages"), look.BodyStrong, look.Text)}
	if v.stale() {
		parts = append(parts, look.Grow(look.Middle(l.Shrinking(d.T("from before the last change"), look.Small, look.Text3))), l.Link(d.T("Set again"), look.Accent, v.set))
	} else {
		parts = append(parts, look.Grow(look.Middle(l.Shrinking(state, look.Small, look.Text3))))
	}
	if v.shown.path != "" {
		path := v.shown.path
		parts = append(parts, l.Link(d.T("Show the file"), look.Accent, func() { d.Window.Reveal(path) }))
	}
	return look.Border(nil, l.Hairline(), nil, nil, l.Row(8, parts...))
}

// thumbs is how many of the pages that follow are shown small.
const thumbs = 4

// turn shows a page.
func (v *pagesView) turn(page int) {
	if v.shown == nil {
		return
	}
	v.page = min(max(1, page), max(1, v.shown.count))
	v.mark()
	if v.screen.d.Presenting {
		v.lay(v.hidden())
		return
	}
	if v.renderer == nil || !v.renderer.draws(v.shown) {
		v.lay(v.cannotDraw())
		return
	}
	v.drawing++
	drawing, shown, first := v.drawing, v.shown, v.page
	last := min(shown.count, first+thumbs)
	density := v.screen.d.Window.Canvas().Scale()
	wide, narrow := int(v.screen.d.Look.S(640)*density), int(v.screen.d.Look.S(thumbWidth)*2*density)
	var large, small []image.Image
	v.screen.d.Window.Work(v.screen.d.T("Drawing page %s", v.screen.d.Number(first)), func(ctx context.Context, _ func(int, int)) (err error) {
		if large, err = v.renderer.pages(ctx, shown, first, first, wide); err == nil && last > first {
			small, err = v.renderer.pages(ctx, shown, first+1, last, narrow)
		}
		return err
	}, func(err error) {
		switch {
		case drawing != v.drawing:
		case err != nil || len(large) == 0:
			v.lay(v.cannotDraw())
		default:
			v.lay(v.drawn(large[0], small))
		}
	})
}

// mark selects the chapter that the page is in.
func (v *pagesView) mark() {
	at := -1
	for i, h := range v.shown.outline {
		if h.Page <= v.page {
			at = i
		}
	}
	if current := v.chapters.Current(); current >= 0 && current < len(v.shown.outline) && v.shown.outline[current].Page == v.page {
		return
	}
	v.moving = true
	v.chapters.Select(at)
	v.moving = false
}
