package handover

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

func (s *Screen) chooseToVerify() {
	s.d.Window.OpenFile(s.d.T("Verify a PDF"), []string{".pdf"}, s.verify)
}

// verify checks a PDF and shows what came of it. Reading the file needs no
// session and is done beside; holding it against the history does.
func (s *Screen) verify(path string) {
	d, name := s.d, desk.OneLine(filepath.Base(path))
	var verified *engagement.VerifiedPDF
	var proposed string
	prepared := false
	library := d.Session.Library()
	d.Window.Work(d.T("Checking %s", shortened(name)), func(ctx context.Context, _ func(int, int)) (err error) {
		if verified, err = engagement.VerifyPDF(d.Language, path, nil, nil); err != nil {
			return err
		}
		if verified.Verdict == sign.IntactTrusted || verified.Verdict == sign.IntactUntrusted {
			var unprepared error
			proposed, unprepared = engagement.ProposedStatement(path)
			prepared = unprepared == nil
		}
		return library.CheckData(ctx, path, verified)
	}, func(err error) {
		if err == nil {
			err = d.Session.HoldAgainst(d.Language, verified)
		}
		if err != nil {
			d.Window.Fail(err, func() { s.verify(path) })
			return
		}
		j := judge(d, verified)
		j.prepared, j.proposed = prepared, proposed
		s.show(s.verdictPanel(path, j), nil)
		d.Window.Say(j.verdict, false)
	})
}

func (s *Screen) verdictPanel(path string, j judged) fyne.CanvasObject {
	d, l := s.d, s.d.Look
	role := look.Alarm
	if j.sound {
		role = look.Text
	}
	says := func(text string, style look.Style, role look.Role) fyne.CanvasObject {
		return l.Paragraph(shortened(desk.OneLine(text)), style, role, desk.PanelWidth)
	}
	column := l.Column(10,
		l.Shrinking(desk.OneLine(filepath.Base(path)), look.Small, look.Text3),
		says(j.verdict, look.PanelTitle, role),
		says(j.meaning, look.Body, look.Text2),
	)
	for _, problem := range j.problems {
		column.Add(says(desk.Told(problem), look.Small, look.Text2))
	}
	for _, signed := range j.signed {
		column.Add(l.Hairline())
		column.Add(s.signaturePart(signed, says))
	}
	if part := s.countersignPart(path, j); part != nil {
		column.Add(part)
	}
	if len(j.data) > 0 {
		column.Add(l.Hairline())
		column.Add(d.Overline(d.T("THE NUMBERS")))
	}
	for i, text := range j.data {
		style := look.Small
		if i == 0 {
			style = look.Body
		}
		column.Add(says(text, style, look.Text))
	}
	if len(j.origin) > 0 {
		column.Add(l.Hairline())
		column.Add(d.Overline(d.T("THIS ENGAGEMENT")))
		column.Add(says(strings.Join(j.origin, " "), look.Body, look.Text))
	}
	if j.more > 0 {
		column.Add(says(d.N(j.more, "%s earlier change, then:", "%s earlier changes, then:"), look.Small, look.Text3))
	}
	for _, change := range j.since {
		column.Add(says(change, look.Small, look.Text2))
	}
	if j.head != "" {
		column.Add(l.Row(8, l.Button(d.T("Show its commit in History"), look.Plain, func() { d.Window.Go(desk.Place{Screen: desk.History, Commit: j.head}) })))
	}
	return column
}

func (s *Screen) signaturePart(signed signature, says func(string, look.Style, look.Role) fyne.CanvasObject) fyne.CanvasObject {
	d, l := s.d, s.d.Look
	part := l.Column(6, d.Overline(d.T("SIGNATURE")), l.Shrinking(signed.name, look.BodyStrong, look.Text))
	if signed.signed != "" {
		part.Add(says(signed.signed, look.Small, look.Text2))
	}
	part.Add(says(signed.vouched, look.Small, look.Text2))
	if signed.allows != "" {
		part.Add(says(signed.allows, look.Small, look.Text3))
	}
	hash := l.Column(0)
	for _, line := range halves(signed.fingerprint) {
		hash.Add(l.Shrinking(line, look.Hash, look.Text3))
	}
	part.Add(hash)
	for _, change := range signed.changes {
		part.Add(says(change, look.Small, look.Alarm))
	}
	return part
}
