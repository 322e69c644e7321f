package handover

import (
	"bytes"
	"context"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// typeInto types into the field that has the keyboard and leaves it.
func typeInto(t *testing.T, w *window, typed string) {
	t.Helper()
	entry := focusedEntry(t, w).(*look.Entry)
	entry.SetText("")
	test.Type(entry, typed)
	w.Canvas().Focus(nil)
}

func TestALineLeadsToWhereItIsMended(t *testing.T) {
	s, w := open(t)
	s.list.selectLine("unowned")
	if !says(w.Side, "Nobody is accountable for them.") {
		t.Errorf("the panel says %q", texts(w.Side))
	}
	press(t, w.Side, "Show in Responsibilities")
	want := desk.Place{Screen: desk.Responsibilities, Filter: "unowned"}
	if len(w.Went) != 1 || w.Went[0].Screen != want.Screen || w.Went[0].Filter != want.Filter {
		t.Errorf("it went to %+v", w.Went)
	}
}

func TestEnterOnALineOpensItAndEscapeComesBack(t *testing.T) {
	s, w := open(t, begun(t, "Halden Bank"))
	s.list.selectLine("scope.objective")
	w.Canvas().Focus(s.list.table.Focusable())
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	entry := focusedEntry(t, w)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Focused() != s.list.table.Focusable() {
		t.Errorf("%T has the keyboard after escape", w.Canvas().Focused())
	}
}

func TestAScopeFieldIsSavedOnLeavingAndUndoTakesItBack(t *testing.T) {
	s, w := open(t, begun(t, "Halden Bank"))
	s.showScope("objective")
	typeInto(t, w, "Who owns what?")
	if got := w.Desk.Session.State().Engagement.Objective; got != "Who owns what?" {
		t.Fatalf("the engagement has %q", got)
	}
	if has(checklist(w.Desk), "scope.objective") || s.list.at("scope.objective") >= 0 {
		t.Error("the checklist still asks for the objective")
	}
	if len(w.Said) == 0 || !strings.Contains(w.Said[len(w.Said)-1], "Objective") {
		t.Errorf("it was said: %q", w.Said)
	}
	if _, err := w.Desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	if s.list.at("scope.objective") < 0 {
		t.Error("after undo the checklist does not ask for the objective")
	}
}

func TestAWrongDateIsSaidUnderItsFieldAndStays(t *testing.T) {
	s, w := open(t)
	form := newScopeForm(s)
	s.show(form.panel(), form.follow)
	commits := w.Desk.Session.Commits()
	w.Canvas().Focus(form.fields["period"].entry)
	typeInto(t, w, "last spring")
	field := form.fields["period"]
	if !strings.Contains(field.Problem(), "2026-01-01..2026-06-30") || field.entry.Text != "last spring" {
		t.Errorf("under %q it says %q", field.entry.Text, field.Problem())
	}
	if w.Desk.Session.Commits() != commits || len(w.Failed) > 0 {
		t.Errorf("%d commits, %v", w.Desk.Session.Commits()-commits, w.Failed)
	}
	w.Canvas().Focus(field.entry)
	typeInto(t, w, "2026-01-01..2026-06-30")
	if field.Problem() != "" || w.Desk.Session.Commits() != commits+1 {
		t.Errorf("mended, it says %q", field.Problem())
	}
}

// What is said of a text goes with it, before the field is left again.
func TestTheNeedForAClientGoesWhileOneIsTyped(t *testing.T) {
	s, w := open(t)
	form := newScopeForm(s)
	s.show(form.panel(), form.follow)
	client := form.fields["client"]
	w.Canvas().Focus(client.entry)
	client.entry.SetText("")
	w.Canvas().Focus(form.fields["title"].entry)
	if client.Problem() != "An engagement needs a client." {
		t.Fatalf("without a client it says %q", client.Problem())
	}
	w.Canvas().Focus(client.entry)
	if test.Type(client.entry, "Halden Bank"); client.Problem() != "" {
		t.Errorf("with a client it says %q", client.Problem())
	}
	w.Canvas().Focus(form.fields["title"].entry)
	if got := w.Desk.Session.State().Engagement.Client; got != "Halden Bank" {
		t.Errorf("the client is %q", got)
	}
}

// A change somewhere else does not take away what is being typed.
func TestTextThatIsNotSavedSurvivesAChange(t *testing.T) {
	s, w := open(t)
	form := newScopeForm(s)
	s.show(form.panel(), form.follow)
	entry := form.fields["objective"].entry
	entry.SetText("half a sent")
	if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Title: text("Another title"), Objective: text("Another")}); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	if entry.Text != "half a sent" || form.fields["title"].entry.Text != "Another title" {
		t.Errorf("the fields hold %q and %q", entry.Text, form.fields["title"].entry.Text)
	}
}

func TestSomethingIsLeftOutOfScopeAndTakenBack(t *testing.T) {
	s, w := open(t, begun(t, "Halden Bank"))
	form := newScopeForm(s)
	s.show(form.panel(), form.follow)
	press(t, w.Side, "Leave out of scope")
	if form.fields["exclusions"].Problem() == "" {
		t.Error("an exclusion without anything is taken")
	}
	form.fields["exclusions"].entry.SetText("Baltic branch")
	form.fields["reason"].entry.SetText("Sold in spring")
	press(t, w.Side, "Leave out of scope")
	if len(w.Desk.Session.Exclusions()) != 1 || !says(w.Side, "Baltic branch") || !has(checklist(w.Desk), "exclusions") {
		t.Fatalf("exclusions %v, the panel says %q", w.Desk.Session.Exclusions(), texts(w.Side))
	}
	press(t, w.Side, "Take back")
	if len(w.Desk.Session.Exclusions()) != 0 || says(w.Side, "Baltic branch") {
		t.Errorf("exclusions %v, the panel says %q", w.Desk.Session.Exclusions(), texts(w.Side))
	}
}

// makeIdentity makes an identity as a person does, in the panel.
func makeIdentity(t *testing.T, s *Screen, w *window, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "weiss.p12")
	w.Chosen = path
	s.identity.offerNew()
	typed := []string{name, "Weiss & Partner", "jw@weiss.example", "correct horse", "correct horse"}
	at := 0
	each(w.Side, func(o fyne.CanvasObject) {
		if entry, ok := o.(*look.Entry); ok {
			entry.SetText(typed[at])
			at++
		}
	})
	press(t, w.Side, "Make identity…")
	if s.identity.open == nil {
		t.Fatalf("no identity was made; the panel says %q, %v", texts(w.Side), w.Failed)
	}
	return path
}

func TestAnIdentityIsMadeAndOnlyItsPathRemembered(t *testing.T) {
	s, w := open(t)
	path := makeIdentity(t, s, w, "Jana Weiss")
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if !says(s.identity.box, "Jana Weiss") || !says(s.identity.box, "expires") {
		t.Errorf("it is shown as %q", texts(s.identity.box))
	}
	for key, value := range w.Desk.Memory.(desktest.Memory) {
		if strings.Contains(value, "correct horse") || strings.Contains(value, "Jana") {
			t.Errorf("%s remembers %q", key, value)
		}
	}
	if w.Desk.Memory.Get(identityKey) != path {
		t.Error("where the identity is was not remembered")
	}
}

func TestThePassphraseIsNeverShown(t *testing.T) {
	s, w := open(t)
	s.identity.offerNew()
	concealed := 0
	each(w.Side, func(o fyne.CanvasObject) {
		if entry, ok := o.(*look.Entry); ok && entry.Password {
			concealed++
		}
	})
	if concealed != 2 || !s.identity.passphrase.entry.Password {
		t.Errorf("%d of the two new fields conceal; the other does: %t", concealed, s.identity.passphrase.entry.Password)
	}
}

func TestAWrongPassphraseIsSaidUnderTheField(t *testing.T) {
	s, w := open(t)
	path := makeIdentity(t, s, w, "Jana Weiss")
	s.identity.choose(path)
	if s.identity.open != nil {
		t.Fatal("an identity that was only chosen is open")
	}
	entry := focusedEntry(t, w).(*look.Entry)
	test.Type(entry, "wrong")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := "The passphrase does not open this identity."; s.identity.passphrase.Problem() != want || !says(s.identity.box, want) {
		t.Errorf("it says %q", s.identity.passphrase.Problem())
	}
	if entry.Text != "wrong" || len(w.Failed) > 0 {
		t.Errorf("the field holds %q, %v", entry.Text, w.Failed)
	}
	entry.SetText("")
	test.Type(entry, "correct horse")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.identity.open == nil || s.identity.passphrase.Problem() != "" || entry.Text != "" {
		t.Errorf("opened: %t, it says %q and the field holds %q", s.identity.open != nil, s.identity.passphrase.Problem(), entry.Text)
	}
}

func TestSigningWithoutAnIdentityOffersOne(t *testing.T) {
	s, w := open(t)
	s.Show(desk.Place{Do: "sign"})
	if !says(w.Side, "New identity") {
		t.Errorf("the panel says %q", texts(w.Side))
	}
}

func TestAReportIsSignedAndVerified(t *testing.T) {
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	path := filepath.Join(t.TempDir(), "report.pdf")
	w.Chosen = path
	press(t, s.content, "Sign and export")
	if w.saving != "nordhaven-insurance-2026-11-21.pdf" {
		t.Errorf("the name proposed is %q", w.saving)
	}
	verified, err := engagement.VerifyPDF(nil, path, nil, w.Desk.Session)
	if err != nil || verified.Verdict != sign.IntactUntrusted || !*verified.Found {
		t.Fatalf("%+v, %v, %v", verified, err, w.Failed)
	}
	for _, want := range []string{"Verified: intact, signed by Jana Weiss.", "made on this computer", "not who Jana Weiss is", "stand as boxes", "report.pdf"} {
		if !says(s.making.box, want) {
			t.Errorf("%q is not said: %q", want, texts(s.making.box))
		}
	}
	press(t, s.making.box, "Open folder")
	if len(w.revealed) != 1 || w.revealed[0] != path {
		t.Errorf("it showed %q", w.revealed)
	}
	if !s.pages.shown.signed || s.pages.shown.count == 0 {
		t.Error("the pages shown are not the report's")
	}
}

func TestADraftSaysThatItIsNotSigned(t *testing.T) {
	s, w := open(t)
	w.Chosen = filepath.Join(t.TempDir(), "draft.pdf")
	press(t, s.content, "Draft PDF")
	if !strings.HasSuffix(w.saving, "-unsigned.pdf") || !says(s.making.box, "Written, not signed.") {
		t.Errorf("%q, %q", w.saving, texts(s.making.box))
	}
}

// cancelling is a window in which somebody presses Cancel while pages are set.
type cancelling struct {
	*window
	press func()
}

func (c *cancelling) Work(_ string, work func(context.Context, func(int, int)) error, done func(error)) bool {
	pressed := false
	done(work(context.Background(), func(int, int) {
		if !pressed {
			pressed = true
			c.press()
		}
	}))
	return true
}

func TestCancelInTheMiddleLeavesNoFile(t *testing.T) {
	s, w := open(t)
	folder := t.TempDir()
	w.Chosen = filepath.Join(folder, "draft.pdf")
	w.Desk.Window = &cancelling{window: w, press: func() { press(t, s.making.box, "Cancel") }}
	s.draft()
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%s was left", left[0].Name())
	}
	if len(w.Failed) > 0 || len(w.Said) == 0 || w.Said[len(w.Said)-1] != "Cancelled. No file was written" {
		t.Errorf("said %q, failed %v", w.Said, w.Failed)
	}
	if s.making.busy || s.making.box.Visible() {
		t.Error("it still looks as if a report were being made")
	}
}

func TestAReportUnderAWrongNameIsRefused(t *testing.T) {
	s, w := open(t)
	w.Chosen = filepath.Join(t.TempDir(), "report.txt")
	s.draft()
	if len(w.Failed) != 1 || s.making.busy {
		t.Errorf("failed %v, busy %t", w.Failed, s.making.busy)
	}
}

func TestADroppedPDFIsVerified(t *testing.T) {
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	folder := t.TempDir()
	path := filepath.Join(folder, "report.pdf")
	w.Chosen = path
	s.sign()
	if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Title: text("Another title")}); err != nil {
		t.Fatal(err)
	}
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(pdf, []byte("stream")) + 40
	edited := bytes.Clone(pdf)
	edited[at] ^= 1
	for name, c := range map[string]struct {
		pdf  []byte
		want []string
	}{
		"as it was signed": {pdf, []string{"Intact", "Jana Weiss", "made from this engagement", "1 commit since:", "Stated the title", "Show its commit in History"}},
		"edited":           {edited, []string{"Tampered with", "nothing of it is proved"}},
		"with more bytes":  {append(bytes.Clone(pdf), "\n% more"...), []string{"Changed after signing"}},
		"no PDF":           {[]byte("hello"), []string{"Not a PDF that can be read"}},
	} {
		t.Run(name, func(t *testing.T) {
			dropped := filepath.Join(t.TempDir(), "dropped.pdf")
			if err := os.WriteFile(dropped, c.pdf, 0o600); err != nil {
				t.Fatal(err)
			}
			if !s.Drop([]string{dropped}, fyne.Position{}) {
				t.Fatal("the screen has no use for a PDF")
			}
			for _, want := range c.want {
				if !says(w.Side, want) {
					t.Errorf("%q is not said: %q", want, texts(w.Side))
				}
			}
		})
	}
	press(t, s.content, "Verify a PDF…")
	press(t, w.Side, "Show its commit in History")
	if last := w.Went[len(w.Went)-1]; last.Screen != desk.History || last.Commit == "" {
		t.Errorf("it went to %+v", last)
	}
}

func TestOtherFilesAreLeftToTheWindow(t *testing.T) {
	s, _ := open(t)
	path := filepath.Join(t.TempDir(), "assets.csv")
	if err := os.WriteFile(path, []byte("name\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s.Drop([]string{path}, fyne.Position{}) {
		t.Error("a CSV was taken")
	}
}

// still draws every page as a small grey one.
type still struct{ asked []int }

func (s *still) draws(*printed) bool { return true }

func (s *still) pages(_ context.Context, _ *printed, first, last, _ int) ([]image.Image, error) {
	s.asked = append(s.asked, first)
	var all []image.Image
	for range last - first + 1 {
		all = append(all, image.NewGray(image.Rect(0, 0, 21, 30)))
	}
	return all, nil
}

func TestAChapterTurnsToItsPage(t *testing.T) {
	s, _ := open(t)
	r := &still{}
	s.pages.renderer = r
	for i, h := range s.pages.shown.outline {
		if h.Title == "Findings" {
			s.pages.chapters.Select(i)
			if s.pages.page != h.Page || r.asked[0] != h.Page {
				t.Errorf("page %d is shown, drawn %v, want %d", s.pages.page, r.asked, h.Page)
			}
		}
	}
	before := s.pages.page
	press(t, s.pages.paper, "Next")
	press(t, s.pages.paper, "Next")
	press(t, s.pages.paper, "Previous")
	if s.pages.page != before+1 {
		t.Errorf("page %d is shown, want %d", s.pages.page, before+1)
	}
	s.pages.turn(-5)
	if s.pages.page != 1 {
		t.Errorf("page %d is shown before the first", s.pages.page)
	}
}

func TestWithoutAProgramThatDrawsTheChaptersAreListed(t *testing.T) {
	s, _ := open(t)
	s.pages.renderer = nil
	s.pages.turn(1)
	if !says(s.pages.box, "No program on this computer draws pages here") || s.pages.chapters.Len() < 15 {
		t.Errorf("%q, %d chapters", texts(s.pages.box), s.pages.chapters.Len())
	}
}

func TestPagesSayThatTheyAreFromBeforeAChange(t *testing.T) {
	s, w := open(t)
	if says(s.pages.box, "Set again") {
		t.Fatal("fresh pages are called old")
	}
	if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Title: text("Another title")}); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	press(t, s.pages.box, "Set again")
	if says(s.pages.box, "Set again") {
		t.Error("pages that were set again are called old")
	}
}

// While the window is busy neither pages nor a report are begun, and both can be
// once it is not.
func TestWhatABusyWindowRefusesCanBeDoneLater(t *testing.T) {
	s, w := open(t)
	if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Title: text("Another title")}); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	w.Busy, w.Chosen = true, filepath.Join(t.TempDir(), "draft.pdf")
	press(t, s.pages.box, "Set again")
	s.draft()
	if s.pages.setting || s.making.busy || s.making.box.Visible() {
		t.Fatal("it looks as if something were being done")
	}
	w.Busy = false
	press(t, s.pages.box, "Set again")
	if says(s.pages.box, "Set again") {
		t.Error("the pages cannot be set any more")
	}
	if s.draft(); !says(s.making.box, "Written, not signed.") {
		t.Errorf("the report cannot be made any more: %q", texts(s.making.box))
	}
}

func TestPresentingNeitherPagesNorSignersAreShown(t *testing.T) {
	d, base := desktest.New(t)
	d.Presenting = true
	s, w := put(d, base)
	if !says(s.pages.box, "hidden while presenting") {
		t.Errorf("the pages say %q", texts(s.pages.box))
	}
	makeIdentity(t, s, w, "Jana Weiss")
	form := newScopeForm(s)
	if says(s.identity.box, "Jana") || form.fields["confirmed_by"] != nil || form.fields["assessor"] != nil {
		t.Errorf("people are shown: %q", texts(s.identity.box))
	}
}

func TestAnIdentityThatIsGoneIsSaidSo(t *testing.T) {
	d, base := desktest.New(t)
	d.Memory.Set(identityKey, filepath.Join(t.TempDir(), "gone.p12"))
	s, _ := put(d, base)
	if !says(s.identity.box, "gone.p12 was not found") {
		t.Errorf("it says %q", texts(s.identity.box))
	}
}

func TestTheSelectedLineIsRemembered(t *testing.T) {
	s, w := open(t)
	s.list.selectLine("presumed")
	again, _ := put(w.Desk, w.Window)
	if again.list.selected != "presumed" || !says(w.Side, "no contract or report is referenced") {
		t.Errorf("%q is selected, the panel says %q", again.list.selected, texts(w.Side))
	}
}

// Names can be as long as somebody likes, and in any script.
func TestAHostileEngagementIsShownAndReported(t *testing.T) {
	for name, client := range map[string]string{
		"long":          strings.Repeat("Nordhaven ", 1000),
		"one long word": strings.Repeat("x", 10000),
		"emoji":         strings.Repeat("🦀🔥", 200),
		"right to left": "\u202e" + strings.Repeat("شركة التأمين ", 50),
	} {
		t.Run(name, func(t *testing.T) {
			s, w := open(t, begun(t, client))
			if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Objective: &client, Units: &[]string{client}, ConfirmedBy: &client}); err != nil {
				t.Fatal(err)
			}
			w.Changed()
			s.showScope("objective")
			w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
			s.draft()
			s.verify(w.Chosen)
			if len(w.Failed) > 0 {
				t.Error(w.Failed)
			}
			if least := s.content.MinSize(); least.Width > 900 {
				t.Errorf("the screen needs a width of %.0f", least.Width)
			}
			w.Canvas().Capture()
		})
	}
}

// beside is a window that does long work on another goroutine, as the real one
// does; what is to happen on the toolkit's goroutine waits in a queue.
type beside struct {
	*window
	queue chan func()
	works int
}

func (b *beside) Work(_ string, work func(context.Context, func(int, int)) error, done func(error)) bool {
	b.works++
	go func() {
		err := work(context.Background(), func(int, int) {})
		b.queue <- func() { b.works--; done(err) }
	}()
	return true
}

// finish does what is queued until no work is left.
func (b *beside) finish() {
	for b.works > 0 {
		(<-b.queue)()
	}
}

// Run with -race: what is done beside never reads the session.
func TestTheEngagementIsEditedWhileTheReportIsMade(t *testing.T) {
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	b := &beside{window: w, queue: make(chan func(), 1000)}
	w.Desk.Window = b
	s.later = func(do func()) { b.queue <- do }
	path := filepath.Join(t.TempDir(), "report.pdf")
	w.Chosen = path
	s.sign()
	for _, title := range []string{"One", "Two", "Three"} {
		if _, err := w.Desk.Session.SetScope(engagement.ScopeFields{Title: text(title)}); err != nil {
			t.Fatal(err)
		}
		s.Refresh()
	}
	if !s.making.busy || !says(s.making.box, "Cancel") {
		t.Errorf("while it is made, it says %q", texts(s.making.box))
	}
	s.draft()
	if last := w.Said[len(w.Said)-1]; !strings.Contains(last, "A report is being made") {
		t.Errorf("a second report was begun: %q", last)
	}
	b.finish()
	s.verify(path)
	b.finish()
	if !says(w.Side, "3 commits since:") || !says(s.pages.box, "Set again") {
		t.Errorf("%q", texts(w.Side))
	}
}
