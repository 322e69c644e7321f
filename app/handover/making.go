package handover

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// makingView shows how far a report is, and what came of it.
type makingView struct {
	screen *Screen
	box    *fyne.Container
	busy   bool
	cancel context.CancelFunc
	shown  time.Time // when progress was last drawn
	step   engagement.ReportStep
	head   string // what came of the last one
}

func newMakingView(s *Screen) *makingView {
	v := &makingView{screen: s, box: s.d.Look.Column(6)}
	v.box.Hide()
	return v
}

// draft makes a report without a signature.
func (s *Screen) draft() { s.export(nil) }

// sign makes a report and signs it.
func (s *Screen) sign() { s.identity.ready(s.export) }

func (s *Screen) export(identity *sign.Identity) {
	d := s.d
	if s.making.busy {
		d.Window.Say(d.T("A report is being made; it can be cancelled"), false)
		return
	}
	scope, title := d.Session.State().Engagement, d.T("Draft PDF")
	if identity != nil {
		title = d.T("Sign and export")
	}
	name := fileName(scope.Client, s.options.partName(), scope.AsOf.String(), identity != nil)
	d.Window.SaveFile(title, name, func(path string) { s.make(path, identity) })
}

// make writes the report beside everything else: what it says is taken down
// first, and the engagement can be changed meanwhile.
func (s *Screen) make(path string, identity *sign.Identity) {
	d, v := s.d, s.making
	commits, options := d.Session.Commits(), s.options.options()
	options.Identity = identity
	if options.Countersign = options.Countersign && identity != nil; identity != nil {
		options.Statement, options.ClientStatement = s.statement(), s.options.clientStatement()
	}
	prepared, err := d.Session.PrepareReport(path, options)
	if err != nil {
		d.Window.Fail(err, nil)
		return
	}
	stopped, stop := context.WithCancel(context.Background())
	v.busy, v.cancel, v.step = true, stop, ""
	v.progress(engagement.ReportCompose, 0, 1, identity != nil)
	var reported *engagement.Reported
	language := d.Language
	pages := &printed{path: path, commits: commits, kind: s.options.kind(), signed: identity != nil}
	begun := d.Window.Work(d.T("Making the report"), func(ctx context.Context, progress func(int, int)) (err error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(stopped, cancel)()
		reported, err = prepared.Write(ctx, s.teller(identity != nil, progress))
		if err == nil {
			pages.outline, pages.count = reported.Outline, reported.Pages
			pages.gaps, _ = prepared.TypeGaps(language) // the pages name those that they lack
			pages.pdf, _ = os.ReadFile(path)            // only to be looked at
		}
		return err
	}, func(err error) {
		stop()
		v.busy = false
		switch {
		case errors.Is(err, context.Canceled):
			v.clear()
			d.Window.Say(d.T("Cancelled. No file was written"), false)
		case err != nil:
			v.clear()
			d.Window.Fail(err, func() { s.make(path, identity) })
		default:
			v.finish(reported, identity)
			s.pages.take(pages)
		}
	})
	if !begun {
		stop()
		v.busy = false
		v.clear()
	}
}

// teller says how far the work is, ten times a second at the most. It is called
// on the work's goroutine.
func (s *Screen) teller(signed bool, progress func(int, int)) func(engagement.ReportStep, int, int) {
	var last time.Time
	var at engagement.ReportStep
	return func(step engagement.ReportStep, done, total int) {
		if step == engagement.ReportPages {
			progress(done, total)
		}
		if step == at && time.Since(last) < 100*time.Millisecond {
			return
		}
		at, last = step, time.Now()
		s.later(func() { s.making.progress(step, done, total, signed) })
	}
}

func (v *makingView) progress(step engagement.ReportStep, done, total int, signed bool) {
	if !v.busy {
		return
	}
	d, l := v.screen.d, v.screen.d.Look
	number, of := stepNumber(step, signed)
	share := (float32(number-1) + float32(done)/float32(max(1, total))) / float32(of)
	fresh := v.step == ""
	v.step = step
	text := d.T("Step %s of %s", d.Number(number), d.Number(of)) + " · " + stepWords(d, step, done, total)
	if fresh {
		v.box.RemoveAll()
		v.box.Add(l.Pad(l.Hairline(), 12, 0, 0, 0))
		v.box.Add(l.Row(8, look.Grow(look.Middle(l.Shrinking(text, look.Body, look.Text))), l.Link(d.T("Cancel"), look.Accent, v.cancel)))
		v.box.Add(gauge(l, share))
	} else {
		// The cancel button stays the same, so that it can be pressed.
		row := v.box.Objects[1].(*fyne.Container)
		row.Objects[0] = look.Grow(look.Middle(l.Shrinking(text, look.Body, look.Text)))
		v.box.Objects[2] = gauge(l, share)
	}
	v.draw()
}

func (v *makingView) draw() {
	v.box.Hidden = len(v.box.Objects) == 0
	v.box.Refresh()
	v.screen.content.Refresh()
}

func (v *makingView) clear() {
	v.head = ""
	v.box.RemoveAll()
	v.draw()
}

// finish says what was made, and what that proves.
func (v *makingView) finish(r *engagement.Reported, identity *sign.Identity) {
	d, l := v.screen.d, v.screen.d.Look
	who, meaning := "", ""
	if identity != nil {
		certificate := identity.Certificate
		who = signer(d, certificate.Subject.CommonName)
		meaning = vouched(d, &sign.SignatureReport{Fingerprint: identity.Fingerprint(), SelfSigned: slices.Equal(certificate.RawSubject, certificate.RawIssuer)}, who)
	}
	o := reportOutcome(d, r, who, meaning)
	v.head = o.head
	v.box.RemoveAll()
	v.box.Add(l.Pad(l.Hairline(), 12, 0, 4, 0))
	v.box.Add(l.Paragraph(shortened(o.head), look.BodyStrong, look.Text, leftWidth))
	v.box.Add(l.Paragraph(shortened(o.meaning), look.Small, look.Text2, leftWidth))
	for _, note := range o.notes {
		v.box.Add(l.Paragraph(note, look.Small, look.Text2, leftWidth))
	}
	v.box.Add(l.Pad(l.Shrinking(desk.OneLine(filepath.Base(r.Path)), look.SmallMedium, look.Text), 4, 0, 0, 0))
	v.box.Add(l.Row(8, l.Label(o.file, look.Small, look.Text3), look.Space(), l.Link(d.T("Open folder"), look.Accent, func() { d.Window.Reveal(r.Path) })))
	v.draw()
	d.Window.Say(o.head, false)
}
