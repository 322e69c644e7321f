package past

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
	"demarc/history"
)

// visit is an engagement in a window, and another copy of it.
type visit struct {
	*testing.T
	desk   *desk.Desk
	window *desktest.Window
	screen *screen
	theirs *engagement.Session
	path   string // of the other copy
	asset  string
}

// newVisit copies an engagement; both sides change it then.
func newVisit(t *testing.T, both ...func(v *visit, s *engagement.Session, side string)) *visit {
	t.Helper()
	d, w := desktest.New(t)
	v := &visit{T: t, desk: d, window: w}
	asset, err := d.Session.FindAsset("Broker FAQ chatbot")
	v.check(err)
	v.asset = asset.ID
	v.path, err = d.Session.Backup(t.Context(), t.TempDir())
	v.check(err)
	v.open()
	for _, change := range both {
		change(v, d.Session, "ours")
		change(v, v.theirs, "theirs")
	}
	v.check(v.theirs.Close())
	v.screen = New(d).(*screen)
	w.Put(v.screen)
	return v
}

func (v *visit) open() {
	v.Helper()
	var err error
	v.theirs, err = engagement.Open(v.path, engagement.Options{Library: desktest.Library(v), Who: engagement.Who{Author: "Bo Adler"}, Now: desktest.Now})
	v.check(err)
}

func (v *visit) check(err error) {
	v.Helper()
	if err != nil {
		v.Fatal(err)
	}
}

// newAsset is a change on the other side alone.
func newAsset(v *visit, s *engagement.Session, side string) {
	if side == "theirs" {
		_, err := s.AddAsset(engagement.AssetFields{Name: new("Brought by Bo")})
		v.check(err)
	}
}

// region and note change the same on both sides.
func region(v *visit, s *engagement.Session, side string) {
	_, err := s.EditAsset(v.asset, engagement.AssetFields{Region: new(side + "-region")})
	v.check(err)
}

func account(v *visit, s *engagement.Session, side string) {
	_, err := s.EditAsset(v.asset, engagement.AssetFields{Account: new(side + "-account")})
	v.check(err)
}

func (v *visit) stored() *assess.Asset { return v.desk.Session.State().Assets[v.asset] }

// texts is all that stands below an object.
func texts(object fyne.CanvasObject) string {
	var all []string
	switch part := object.(type) {
	case *look.Label:
		all = append(all, part.Text)
	case *look.Button:
		all = append(all, part.Text)
	case *fyne.Container:
		for _, inner := range part.Objects {
			all = append(all, texts(inner))
		}
	case *container.Scroll:
		all = append(all, texts(part.Content))
	}
	return strings.Join(all, "\n")
}

func (v *visit) says(wanted ...string) {
	v.Helper()
	got := strings.Join(strings.Fields(texts(v.screen.meet.box)), " ")
	for _, want := range wanted {
		if !strings.Contains(got, want) {
			v.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func (v *visit) key(keys ...fyne.KeyName) {
	for _, key := range keys {
		v.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (v *visit) begin() { v.screen.Show(desk.Place{Do: "merge"}) }

// looks begins a merge and types the path of the other copy.
func (v *visit) looks() {
	v.Helper()
	v.begin()
	entry, ok := v.window.Canvas().Focused().(*look.Entry)
	if !ok {
		v.Fatalf("the keyboard is in %T", v.window.Canvas().Focused())
	}
	entry.SetText(v.path)
	v.key(fyne.KeyReturn)
}

func TestAMergeWithoutConflictsByKeys(t *testing.T) {
	v := newVisit(t, newAsset)
	commits := len(v.screen.past.entries)
	v.looks()
	v.says("1 commit comes, by Bo Adler", "Brought by Bo", "Nothing was changed here since")
	v.key(fyne.KeyReturn) // the keyboard is on the verb
	if _, err := v.desk.Session.FindAsset("Brought by Bo"); err != nil {
		t.Fatal(err)
	}
	if !v.screen.meet.box.Hidden || len(v.screen.past.entries) != commits+1 || v.desk.Other != nil {
		t.Error("the history does not follow")
	}
	if v.screen.selected != v.screen.past.entries[0].ID {
		t.Error("what came is not selected")
	}
	if got := strings.Join(v.window.Said, " "); got != "Merged 1 commit" {
		t.Errorf("it says %q", got)
	}
	_, err := v.desk.Session.Undo(nil)
	v.check(err)
	if _, err := v.desk.Session.FindAsset("Brought by Bo"); err == nil {
		t.Error("one undo does not take it back")
	}
	v.looks()
	v.says("has everything of")
}

func TestConflictsAreAnsweredByKeysAndByMouse(t *testing.T) {
	tap := func(v *visit, button *look.Button) { test.Tap(button) }
	press := func(v *visit, button *look.Button) {
		for v.window.Canvas().Focused() != fyne.Focusable(button) {
			v.window.Canvas().FocusNext()
		}
		v.key(fyne.KeySpace)
	}
	for name, answer := range map[string]func(*visit, *look.Button){"by mouse": tap, "by keys": press} {
		t.Run(name, func(t *testing.T) {
			v := newVisit(t, region, account, newAsset)
			v.looks()
			m := v.screen.meet
			v.says("ours-region", "theirs-region", "ours-account", "Bo Adler, ", "J. Weiss, ", "Asset Broker FAQ chatbot", "0 of 2 answered")
			if len(m.disputes) != 2 || !m.verb.Disabled() || len(m.answers()) != 0 {
				t.Fatalf("%d conflicts, %v", len(m.disputes), m.answers())
			}
			for i, dispute := range m.disputes {
				at := 0
				if dispute.of.Unit == "region" {
					at = 1
				}
				answer(v, dispute.buttons[at])
				v.says([]string{"1 of 2 answered", "2 of 2 answered"}[i])
			}
			if v.window.Canvas().Focused() != fyne.Focusable(m.verb) {
				t.Fatal("the keyboard does not go on to the verb")
			}
			answer(v, m.verb)
			if got := v.stored(); got.Region != "theirs-region" || got.Account != "ours-account" {
				t.Errorf("region %s, account %s", got.Region, got.Account)
			}
			_, err := v.desk.Session.Undo(nil)
			v.check(err)
			if got := v.stored().Region; got != "ours-region" {
				t.Errorf("after undo the region is %s", got)
			}
			if _, err := v.desk.Session.FindAsset("Brought by Bo"); err == nil {
				t.Error("one undo does not take it back")
			}
			v.window.Changed()
			v.looks()
			v.says("was taken back since", "was undone on")
			v.key(fyne.KeyReturn)
			if got := v.stored().Region; got != "theirs-region" {
				t.Errorf("after redo the region is %s", got)
			}
		})
	}
}

// What was answered stands while its conflict does, whatever happens around it.
func TestAnswersAreKept(t *testing.T) {
	for name, c := range map[string]struct {
		between func(*visit)
		want    string
	}{
		"by another appearance": {func(v *visit) {
			v.screen = New(v.desk).(*screen)
			v.window.Put(v.screen)
		}, "1 of 2 answered"},
		"by going back": {func(v *visit) {
			v.screen.Enter()
			if !v.screen.meet.box.Hidden || v.desk.Other != nil {
				v.Error("escape does not lead back to the history")
			}
			v.screen.Show(desk.Place{Do: "merge"})
		}, "1 of 2 answered"},
		"by a change of something else": {func(v *visit) {
			_, err := v.desk.Session.AddAsset(engagement.AssetFields{Name: new("Another")})
			v.check(err)
			v.window.Changed()
		}, "1 of 2 answered"},
		"but not by a change of what it is about": {func(v *visit) {
			region(v, v.desk.Session, "later")
			v.window.Changed()
		}, "0 of 2 answered"},
		"but not for another file": {func(v *visit) {
			v.screen.meet.another()
			v.looks()
		}, "0 of 2 answered"},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVisit(t, region, account)
			v.looks()
			for _, dispute := range v.screen.meet.disputes {
				if dispute.of.Unit == "region" {
					test.Tap(dispute.buttons[0])
				}
			}
			c.between(v)
			v.says(c.want)
		})
	}
}

func TestAMergeThatFailsKeepsItsAnswers(t *testing.T) {
	v := newVisit(t, region)
	v.looks()
	m := v.screen.meet
	test.Tap(m.disputes[0].buttons[1])
	m.gathered(v.desk.Other, nil, errors.New("the disk is full"))
	v.says("The disk is full.", "1 of 1 answered")
	m.gathered(v.desk.Other, nil, context.Canceled)
	v.window.Busy = true
	test.Tap(m.verb)
	v.says("1 of 1 answered")
	v.window.Busy = false
	test.Tap(m.verb)
	if got := v.stored().Region; got != "theirs-region" {
		t.Errorf("the region is %s", got)
	}
}

func TestWhatCannotBeMergedIsRefusedInPlace(t *testing.T) {
	for name, c := range map[string]struct {
		path func(*visit) string
		want string
	}{
		"another engagement": {func(v *visit) string { return other(v) }, "are two engagements"},
		"itself":             {func(v *visit) string { return v.desk.Path }, "is this engagement itself"},
		"no file":            {func(v *visit) string { return filepath.Join(v.TempDir(), "none.demarc") }, "none.demarc"},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVisit(t)
			v.path = c.path(v)
			v.looks()
			v.says(c.want, "Choose a file…")
			if v.window.Canvas().Focused() != fyne.Focusable(v.screen.meet.path) {
				t.Error("the keyboard is not in the field for the path")
			}
		})
	}
}

// other is the file of an engagement with another client.
func other(v *visit) string {
	path := filepath.Join(v.TempDir(), "halden.demarc")
	s, err := engagement.Create(path, engagement.Beginning{Client: "Halden Bank"}, engagement.Options{Library: desktest.Library(v)})
	v.check(err)
	v.check(s.Close())
	return path
}

func TestThePassphraseOfTheOtherFileIsAskedInPlace(t *testing.T) {
	v := newVisit(t, newAsset)
	v.open()
	_, err := v.theirs.SetPassphrase(t.Context(), "four quiet herons", false)
	v.check(err)
	v.check(v.theirs.Close())
	v.looks()
	for _, c := range []struct{ passphrase, want string }{
		{"", "Type the passphrase."}, {"another", "does not open this file"}, {"four quiet herons", "1 commit comes"},
	} {
		entry, ok := v.window.Canvas().Focused().(*look.Entry)
		if !ok || !entry.Password {
			t.Fatalf("before %q the keyboard is in %T", c.passphrase, v.window.Canvas().Focused())
		}
		entry.SetText(c.passphrase)
		v.key(fyne.KeyReturn)
		v.says(c.want)
	}
}

func TestAHandoffIsWrittenAndTaken(t *testing.T) {
	v := newVisit(t, newAsset)
	v.window.Chosen = filepath.Join(t.TempDir(), "for ada.demarc")
	v.open()
	theirs := New(&desk.Desk{Look: v.desk.Look, Session: v.theirs, Library: v.desk.Library, Path: v.path, Memory: desktest.Memory{}, Window: v.window}).(*screen)
	theirs.Show(desk.Place{Do: "handoff"})
	if got := strings.Join(v.window.Said, " "); !strings.Contains(got, "since 19 October 2026") {
		t.Fatalf("it says %q", got)
	}
	theirs.handOff()
	if len(v.window.Failed) != 1 || !strings.Contains(v.window.Failed[0].Error(), "exists already") {
		t.Errorf("a file that is there: %v", v.window.Failed)
	}
	v.check(v.theirs.Close())
	v.path = v.window.Chosen
	v.looks()
	v.says("1 commit comes, by Bo Adler")
	v.key(fyne.KeyReturn)
	if _, err := v.desk.Session.FindAsset("Brought by Bo"); err != nil {
		t.Error(err)
	}
}

// While the client is looking, neither people nor files are named.
func TestAMergeIsDiscreet(t *testing.T) {
	v := newVisit(t, region, newAsset)
	v.desk.Presenting = true
	v.screen = New(v.desk).(*screen)
	v.window.Put(v.screen)
	v.screen.Show(desk.Place{Do: "merge", Path: v.path})
	v.says("a person", "the other file")
	if got := texts(v.screen.meet.box); strings.Contains(got, "Adler") || strings.Contains(got, filepath.Base(v.path)) {
		t.Errorf("it shows\n%s", got)
	}
}

// Conflicts of meaning tell what each side did.
func TestAConflictOfMeaningIsTold(t *testing.T) {
	v := newVisit(t, func(v *visit, s *engagement.Session, side string) {
		if side == "theirs" {
			retired := "retired"
			_, err := s.EditAsset(v.asset, engagement.AssetFields{Lifecycle: &retired})
			v.check(err)
			return
		}
		_, err := s.Assign(engagement.Assignment{Assets: []string{v.asset}, Controls: []string{"AI-SEC-002"}, Status: new("planned")})
		v.check(err)
	})
	v.looks()
	v.says("One side retired this asset", "Both count", "Ours", "Theirs")
	for _, choice := range v.screen.meet.disputes[0].of.Choices {
		if choice == history.ChooseOwn {
			t.Error("an own value is offered")
		}
	}
}

func TestMergePictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		dark  bool
		scale float32
		do    func(*visit)
	}{
		{"choosing", false, 1, (*visit).begin},
		{"conflicts", false, 1, func(v *visit) { v.looks(); test.Tap(v.screen.meet.disputes[0].buttons[0]) }},
		{"conflicts-dark", true, 1.5, (*visit).looks},
	} {
		v := newVisit(t, region, account, newAsset)
		desktest.Dress(t, v.desk, c.dark, c.scale)
		v.screen = New(v.desk).(*screen)
		v.window.Put(v.screen)
		c.do(v)
		desktest.Picture(t, v.window.Canvas(), "merge-"+c.name)
	}
}
