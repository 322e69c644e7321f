package handover

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// identityView shows with what is signed. The identity is kept open as long as
// the engagement is; its passphrase is never kept.
type identityView struct {
	screen     *Screen
	box        *fyne.Container
	path       string // remembered
	open       *sign.Identity
	passphrase *formField
}

func newIdentityView(s *Screen) *identityView {
	v := &identityView{screen: s, box: s.d.Look.Column(8), path: s.d.Memory.Get(identityKey)}
	v.open = s.d.Identity
	v.passphrase = s.newField(s.d.T("Passphrase"), "", "", 0).conceal()
	v.passphrase.entry.OnSubmitted = func(string) { v.unlock(nil) }
	v.draw()
	return v
}

// isIdentity reports whether a file is called like an identity.
func isIdentity(path string) bool {
	return engagement.HasExtension(path, ".p12") || engagement.HasExtension(path, ".pfx")
}

func (v *identityView) draw() {
	d, l := v.screen.d, v.screen.d.Look
	v.box.RemoveAll()
	other := []fyne.CanvasObject{l.Link(d.T("Choose…"), look.Accent, v.chooseFile), l.Link(d.T("New…"), look.Accent, v.offerNew)}
	v.box.Add(l.Hairline())
	v.box.Add(d.Overline(d.T("IDENTITY TO SIGN WITH"), other...))
	switch {
	case v.open != nil:
		v.drawOpen()
	case v.path != "":
		v.drawLocked()
	default:
		v.box.Add(l.Paragraph(d.T("None yet. A draft needs none; a report that is handed over is signed. Make one here, or choose a file (.p12, .pfx)."), look.Body, look.Text2, leftWidth))
	}
	v.box.Refresh()
	if v.screen.content != nil {
		v.screen.content.Refresh()
	}
}

func (v *identityView) drawOpen() {
	d, l := v.screen.d, v.screen.d.Look
	h := describe(d, v.open, time.Now())
	v.box.Add(l.Row(8, look.Grow(look.Middle(l.Shrinking(h.name, look.BodyStrong, look.Text))), l.Label(h.expires, look.Small, look.Text3)))
	if h.detail != "" {
		v.box.Add(l.Shrinking(h.detail, look.Small, look.Text2))
	}
	hash := l.Column(0)
	for _, line := range h.fingerprint {
		hash.Add(l.Shrinking(line, look.Hash, look.Text3))
	}
	v.box.Add(hash)
	if h.trouble != "" {
		v.box.Add(l.Paragraph(h.trouble, look.Small, look.Alarm, leftWidth))
	}
	v.drawSigning(h.trouble == "")
}

func (v *identityView) drawLocked() {
	d, l := v.screen.d, v.screen.d.Look
	if _, err := os.Stat(v.path); err != nil {
		v.box.Add(l.Shrinking(d.T("%s was not found", desk.OneLine(filepath.Base(v.path))), look.Body, look.Alarm))
		v.box.Add(l.Paragraph(d.T("It was moved or removed. Choose it where it is now, or make another."), look.Small, look.Text2, leftWidth))
		return
	}
	v.box.Add(l.Shrinking(desk.OneLine(filepath.Base(v.path)), look.BodyStrong, look.Text))
	v.box.Add(look.Border(nil, nil, nil, l.Pad(l.Column(0, l.Button(d.T("Unlock"), look.Plain, func() { v.unlock(nil) })), 0, 0, 0, 8), v.passphrase.Box))
}

func (v *identityView) chooseFile() {
	v.screen.d.Window.OpenFile(v.screen.d.T("Choose an identity"), []string{".p12", ".pfx"}, v.choose)
}

// choose remembers where an identity is and asks for its passphrase.
func (v *identityView) choose(path string) {
	v.path = path
	v.close()
	v.screen.d.Memory.Set(identityKey, path)
	v.passphrase.Put("")
	v.draw()
	v.screen.split.showBelow()
	v.screen.d.Focus(v.passphrase.entry)
}

// unlock opens the identity; then, which may be nil, follows where that worked.
// Making the key from the passphrase takes a while.
func (v *identityView) unlock(then func()) {
	d, path, passphrase := v.screen.d, v.path, v.passphrase.entry.Text
	var opened *sign.Identity
	d.Window.Work(d.T("Opening the identity"), func(context.Context, func(int, int)) (err error) {
		opened, err = engagement.OpenIdentity(path, passphrase)
		return err
	}, func(err error) {
		if path != v.path {
			return // another one was chosen meanwhile
		}
		if err != nil {
			v.passphrase.Wrong(identityTrouble(d, err))
			d.Focus(v.passphrase.entry)
			return
		}
		v.take(opened)
		if then != nil {
			then()
		}
	})
}

func (v *identityView) take(identity *sign.Identity) {
	v.open, v.screen.d.Identity = identity, identity
	v.signCommits(v.screen.d.Memory.Get(unsignedKey) == "")
	v.passphrase.Put("")
	v.draw()
	v.screen.d.Focus(v.screen.list.table.Focusable())
}

// ready gives the identity to a use of it, once there is one.
func (v *identityView) ready(use func(*sign.Identity)) {
	d := v.screen.d
	switch {
	case v.open != nil:
		use(v.open)
	case v.path == "":
		v.offerNew()
		d.Window.Say(d.T("A signature needs an identity: make one, or choose a file"), false)
	case v.passphrase.entry.Text == "":
		v.passphrase.Wrong(d.T("Type the passphrase of the identity first."))
		v.screen.split.showBelow()
		d.Focus(v.passphrase.entry)
	default:
		v.unlock(func() { use(v.open) })
	}
}

// identityForm is under what the form of a new identity is kept, but for its
// passphrases, which are kept nowhere.
const identityForm = "report/identity"

// offerNew puts a form for a new identity into the panel.
func (v *identityView) offerNew() { v.screen.d.Focus(v.showNew()) }

// showNew is offerNew without the keyboard; it returns the first field.
func (v *identityView) showNew() fyne.Focusable {
	s, d, l := v.screen, v.screen.d, v.screen.d.Look
	names := [][2]string{{"name", d.T("Name")}, {"organisation", d.T("Organisation")}, {"email", d.T("E-mail")}, {"passphrase", d.T("Passphrase")}, {"again", d.T("Once more")}}
	fields := map[string]*formField{}
	column := l.Column(8,
		l.Label(d.T("New identity"), look.PanelTitle, look.Text),
		l.Paragraph(d.T("A key with a certificate that you make yourself, for three years. It proves that a report is unchanged, not who you are. Whoever has the file and its passphrase can sign as you."), look.Small, look.Text2, desk.PanelWidth),
	)
	for _, name := range names {
		field := s.newField(name[1], "", "", 0)
		if name[0] == "passphrase" || name[0] == "again" {
			field.conceal()
		}
		field.entry.OnSubmitted = func(string) { v.makeNew(fields) }
		fields[name[0]] = field
		column.Add(field.Box)
	}
	if !d.Presenting {
		fields["name"].entry.Put(desk.OneLine(d.Session.State().Engagement.Assessor))
	}
	for _, name := range []string{"name", "organisation", "email"} {
		d.Keep(identityForm, name, fields[name].entry, name != "organisation")
	}
	column.Add(l.Row(8, l.Button(d.T("Make identity…"), look.Primary, func() { v.makeNew(fields) })))
	s.showForm(identityForm, column, nil)
	return fields["name"].entry
}

// makeNew checks what was typed, asks for a place and makes the identity.
func (v *identityView) makeNew(fields map[string]*formField) {
	d := v.screen.d
	typed := draft{
		name: fields["name"].entry.Text, organisation: fields["organisation"].entry.Text, email: strings.TrimSpace(fields["email"].entry.Text),
		passphrase: fields["passphrase"].entry.Text, again: fields["again"].entry.Text,
	}
	wrong := typed.wrong(d)
	for _, id := range []string{"again", "passphrase", "email", "organisation", "name"} {
		if fields[id].Wrong(wrong[id]); wrong[id] != "" {
			d.Focus(fields[id].entry)
		}
	}
	if len(wrong) > 0 {
		return
	}
	name := desk.FileWords(typed.name)
	if name == "" {
		name = "identity"
	}
	d.Window.SaveFile(d.T("Keep the identity"), name+".p12", func(path string) { v.writeNew(typed, path, fields) })
}

func (v *identityView) writeNew(typed draft, path string, fields map[string]*formField) {
	d := v.screen.d
	var made *sign.Identity
	d.Window.Work(d.T("Making the identity"), func(context.Context, func(int, int)) (err error) {
		made, err = typed.made(path)
		return err
	}, func(err error) {
		if err != nil {
			d.Window.Fail(err, nil) // what was typed is still there
			return
		}
		for _, field := range fields {
			field.entry.Put("")
		}
		d.Unsent.Drop(identityForm)
		v.path = path
		d.Memory.Set(identityKey, path)
		d.Memory.Set(madeKey, made.Fingerprint())
		v.screen.show(nil, nil)
		v.take(made)
		d.Window.Say(d.T("The identity is made. Keep a copy of its file; the passphrase cannot be recovered"), false)
	})
}
