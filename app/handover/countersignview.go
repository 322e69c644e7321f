package handover

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// countersignForm is under what a countersignature is kept until it is made: the
// report, what it proposes, the identity's path and the words; no passphrase.
const (
	countersignForm = "report/countersign"
	signedPDF       = "pdf"
	proposedWords   = "proposed"
	clientIdentity  = "identity"
	clientWords     = "words"
)

// offerCountersign asks in the panel for a countersignature of a report in which
// a field is prepared for it.
func (s *Screen) offerCountersign(path, proposed string) {
	if known, _ := s.kept(signedPDF); known != path {
		s.d.Unsent.Drop(countersignForm)
	}
	s.d.Unsent.Pick(countersignForm, signedPDF, path)
	s.d.Unsent.Pick(countersignForm, proposedWords, proposed)
	s.showCountersign()
	s.enterPanel()
}

func (s *Screen) kept(field string) (string, bool) { return s.d.Unsent.Get(countersignForm, field) }

// countersigning is the form.
type countersigning struct {
	screen     *Screen
	identity   *fyne.Container
	passphrase *formField
	words      *formField
}

// showCountersign is offerCountersign without the keyboard; it returns the field
// for the words.
func (s *Screen) showCountersign() fyne.Focusable {
	d, l := s.d, s.d.Look
	c := &countersigning{screen: s, identity: container.NewStack()}
	path, _ := s.kept(signedPDF)
	proposed, _ := s.kept(proposedWords)
	c.passphrase = s.newField(d.T("Passphrase"), "", "", 0).conceal()
	c.passphrase.entry.OnSubmitted = func(string) { c.sign() }
	c.words = s.newField("", "", shortened(desk.OneLine(proposed)), 4)
	d.Keep(countersignForm, clientWords, c.words.entry, true)
	c.draw()
	s.showForm(countersignForm, l.Column(8,
		l.Shrinking(desk.OneLine(filepath.Base(path)), look.Small, look.Text3),
		l.Label(d.T("Countersign"), look.PanelTitle, look.Text),
		l.Paragraph(d.T("The client signs in the field that was prepared, in the same file, with an identity of their own."), look.Small, look.Text2, desk.PanelWidth),
		c.identity,
		c.passphrase.Box,
		s.apart(d.T("WORDS SIGNED")),
		c.words.Box,
		l.Paragraph(d.T("Left empty, the words that the report proposes are signed."), look.Small, look.Text2, desk.PanelWidth),
		l.Row(8, l.Button(d.T("Countersign"), look.Plain, c.sign)),
	), nil)
	return c.words.entry
}

// draw shows with which identity the client signs.
func (c *countersigning) draw() {
	d, l := c.screen.d, c.screen.d.Look
	name, role := d.T("no identity yet"), look.Text3
	if path, _ := c.screen.kept(clientIdentity); path != "" {
		name, role = desk.OneLine(filepath.Base(path)), look.Text
	}
	fill(c.identity, d.Field(d.T("Identity"), l.Row(8, look.Grow(look.Middle(l.Shrinking(name, look.Body, role))), l.Link(d.T("Choose…"), look.Accent, c.choose))))
}

func (c *countersigning) choose() {
	d := c.screen.d
	d.Window.OpenFile(d.T("Choose an identity"), []string{".p12", ".pfx"}, func(path string) {
		d.Unsent.Pick(countersignForm, clientIdentity, path)
		c.passphrase.Put("")
		c.draw()
		c.screen.grown()
		d.Focus(c.passphrase.entry)
	})
}

// sign opens the identity and signs with it, once.
func (c *countersigning) sign() {
	s, d := c.screen, c.screen.d
	path, _ := s.kept(signedPDF)
	identity, _ := s.kept(clientIdentity)
	switch {
	case identity == "":
		d.Window.Say(d.T("A countersignature needs an identity of the client: choose its file"), false)
		return
	case c.passphrase.entry.Text == "":
		c.passphrase.Wrong(d.T("Type the passphrase of the identity first."))
		d.Focus(c.passphrase.entry)
		return
	}
	passphrase := c.passphrase.entry.Text
	options := engagement.CountersignOptions{Statement: oneParagraph(c.words.entry.Text), Languages: d.Session.Library().Languages}
	var opening error
	var done *engagement.Countersigned
	d.Window.Work(d.T("Countersigning"), func(context.Context, func(int, int)) (err error) {
		if options.Identity, opening = engagement.OpenIdentity(identity, passphrase); opening != nil {
			return opening
		}
		done, err = engagement.Countersign(path, options)
		return err
	}, func(err error) {
		switch {
		case opening != nil && errors.Is(opening, sign.ErrWrongPassphrase):
			c.passphrase.Wrong(identityTrouble(d, opening))
			d.Focus(c.passphrase.entry)
		case err != nil:
			d.Window.Fail(err, nil) // what was typed is still there
		default:
			c.passphrase.Put("")
			d.Unsent.Drop(countersignForm)
			s.verify(path)
			d.Window.Say(d.T("Countersigned by %s", signer(d, done.Identity.Certificate.Subject.CommonName)), false)
		}
	})
}

// oneParagraph sets a text on one line: what is signed has no others.
func oneParagraph(text string) string { return strings.Join(strings.Fields(text), " ") }

// countersignPart offers the countersignature of a report that was verified; nil
// where no field is prepared in it.
func (s *Screen) countersignPart(path string, j judged) fyne.CanvasObject {
	if !j.prepared {
		return nil
	}
	d, l := s.d, s.d.Look
	return l.Column(8, s.apart(d.T("CLIENT'S SIGNATURE")),
		l.Paragraph(d.T("A field is prepared in which the client signs."), look.Body, look.Text2, desk.PanelWidth),
		l.Row(8, l.Button(d.T("Countersign…"), look.Plain, func() { s.offerCountersign(path, j.proposed) })))
}
