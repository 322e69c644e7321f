package responsibilities

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/app/matrix"
	"demarc/assess"
	"demarc/engagement"
	"demarc/marks"
)

// atWork opens the screen on the sample.
func atWork(t *testing.T) (*screen, *desktest.Window) {
	t.Helper()
	d, w := desktest.New(t)
	s := New(d).(*screen)
	w.Put(s)
	return s, w
}

// put moves to an asset's cell, by name.
func (s *screen) put(t *testing.T, asset, control string) {
	t.Helper()
	found, err := s.desk.Session.FindAsset(asset)
	if err != nil {
		t.Fatal(err)
	}
	s.Show(desk.Place{Asset: found.ID, Control: control})
	if view, ok := s.current(); !ok || view.Asset.ID != found.ID || view.Control.ID != control {
		t.Fatalf("the cursor is not on %s × %s", asset, control)
	}
}

// press types keys where the keyboard is.
func press(w *desktest.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func write(w *desktest.Window, text string) {
	for _, letter := range text {
		w.Canvas().Focused().TypedRune(letter)
	}
}

func (s *screen) totals() assess.Totals { return s.desk.Session.Evaluation().Totals() }

func TestANameTypedOnACellMakesItsOwnerAndGoesOnBelow(t *testing.T) {
	s, w := atWork(t)
	s.nextUnowned(1)
	before, start := s.totals(), s.desk.Session.Commits()
	view, _ := s.current()
	row, column := s.matrix.Cursor()
	write(w, "application s")
	press(w, fyne.KeyReturn)
	now, _ := s.desk.Session.Evaluation().Cell(view.Asset.ID, view.Control.ID)
	if got := s.desk.Person(now.Answer.Customer.Accountable); got != "Application Security" {
		t.Errorf("accountable is %q", got)
	}
	if s.totals().Unowned != before.Unowned-1 || s.desk.Session.Commits() != start+1 {
		t.Errorf("%d unowned and %d commits after %d and %d", s.totals().Unowned, s.desk.Session.Commits(), before.Unowned, start)
	}
	if r, c := s.matrix.Cursor(); r != row+1 || c != column {
		t.Errorf("the cursor is at %d, %d and not below %d, %d", r, c, row, column)
	}
	if w.Canvas().Focused() != s.matrix {
		t.Error("the matrix does not have the keyboard again")
	}
	if len(w.Said) == 0 || w.Said[len(w.Said)-1] != "Application Security is accountable for 1 cell" {
		t.Errorf("said %q", w.Said)
	}
	if _, err := s.desk.Session.Undo(nil); err != nil || s.totals() != before {
		t.Errorf("after undo: %+v, %v", s.totals(), err)
	}
}

func TestASelectionIsAnsweredInOneCommit(t *testing.T) {
	yes := func(view assess.CellView) bool { return true }
	for _, c := range []struct {
		name string
		do   func(*screen)
		want func(assess.CellView) bool
	}{
		{"an owner", func(s *screen) { s.own(assess.CustomerSide, partyID(s, "AI Platform")) }, func(v assess.CellView) bool { return v.Answer.Customer.Accountable != "" }},
		{"a status", func(s *screen) { s.declared(string(assess.Implemented)) }, func(v assess.CellView) bool {
			return v.Answer.Declared != nil && v.Answer.Declared.Status == assess.Implemented
		}},
		{"a boundary", func(s *screen) { s.boundary(string(assess.OwnerCustomer)) }, func(v assess.CellView) bool { return v.Boundary == assess.OwnerCustomer }},
		{"nobody", func(s *screen) { s.own("", "") }, yes},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := atWork(t)
			s.put(t, "Lapse prediction", "AI-SEC-003")
			row, column := s.matrix.Cursor()
			s.matrix.SetSelection(matrix.Range{Row: row, Column: column, ToRow: row + 1, ToColumn: column})
			start := s.desk.Session.Commits()
			c.do(s)
			if len(w.Failed) > 0 {
				t.Fatal(w.Failed)
			}
			if got := s.desk.Session.Commits() - start; got > 1 {
				t.Errorf("%d commits", got)
			}
			assets, controls := s.grid.chosen(s.matrix.Selection())
			for _, asset := range assets {
				if view, ok := s.desk.Session.Evaluation().Cell(asset.ID, controls[0].ID); !ok || !c.want(view) {
					t.Errorf("%s was not answered: %+v", asset.Name, view.Answer)
				}
			}
		})
	}
}

func partyID(s *screen, name string) string {
	party, err := s.desk.Session.FindParty(name)
	if err != nil {
		panic(err)
	}
	return party.ID
}

func TestANameThatNobodyHasBecomesATeam(t *testing.T) {
	s, w := atWork(t)
	s.nextUnowned(1)
	view, _ := s.current()
	start, parties := s.desk.Session.Commits(), len(s.desk.Session.State().Parties)
	write(w, "Night desk")
	press(w, fyne.KeyReturn)
	now, _ := s.desk.Session.Evaluation().Cell(view.Asset.ID, view.Control.ID)
	party := s.desk.Session.State().Parties[now.Answer.Customer.Accountable]
	if party == nil || party.Name != "Night desk" || party.Type != assess.Team {
		t.Errorf("accountable is %+v; failed: %v", party, w.Failed)
	}
	if said := w.Said[len(w.Said)-1]; s.desk.Session.Commits() != start+1 || !strings.HasPrefix(said, "Night desk is accountable for 1 cell") {
		t.Errorf("%d commits, and it says %q", s.desk.Session.Commits()-start, said)
	}
	if _, err := s.desk.Session.Undo(nil); err != nil || len(s.desk.Session.State().Parties) != parties {
		t.Errorf("one undo leaves %d parties more, %v", len(s.desk.Session.State().Parties)-parties, err)
	}
}

func TestARuleTakesANewNameInWithIt(t *testing.T) {
	s, w := atWork(t)
	start := s.desk.Session.Commits()
	s.rule(assess.Scope{Kind: assess.ScopeAll}, "Night desk")
	team, err := s.desk.Session.FindParty("Night desk")
	if err != nil || s.desk.Session.Commits() != start+1 || len(w.Failed) > 0 {
		t.Fatalf("%d commits, %v, %v", s.desk.Session.Commits()-start, err, w.Failed)
	}
	for _, rule := range s.desk.Session.State().Rules {
		if rule.Customer != nil && rule.Customer.Accountable == team.ID {
			return
		}
	}
	t.Error("no rule names the team")
}

func TestEscapeInTheOwnerFieldLeavesEverythingAsItWas(t *testing.T) {
	s, w := atWork(t)
	s.nextUnowned(1)
	start := s.desk.Session.Commits()
	write(w, "appl")
	press(w, fyne.KeyEscape)
	if s.desk.Session.Commits() != start || s.owner.Text != "" {
		t.Errorf("%d commits, and the field says %q", s.desk.Session.Commits()-start, s.owner.Text)
	}
}

func TestARuleIsMadeFromASelectionAndShownAsOne(t *testing.T) {
	s, _ := atWork(t)
	s.put(t, "Claims triage assistant", "AI-SEC-007")
	assets, _ := s.grid.chosen(s.matrix.Selection())
	scopes := s.scopes(assets)
	words := make([]string, len(scopes))
	for i, scope := range scopes {
		words[i] = s.scopeWords(scope)
	}
	if got := strings.Join(words, "; "); !strings.HasPrefix(got, "all assets; all AWS assets; all assets on ") {
		t.Errorf("the asset's scopes are %q", got)
	}
	rules := len(s.desk.Session.State().Rules)
	s.rule(assess.Scope{Kind: assess.ScopeTag, Value: "walked"}, partyID(s, "AI Platform"))
	if got := len(s.desk.Session.State().Rules); got != rules+1 {
		t.Errorf("%d rules after %d", got, rules)
	}
}

func TestFiltersListWhatTheySay(t *testing.T) {
	s, _ := atWork(t)
	all := s.totals()
	for _, c := range []struct {
		name   string
		filter filter
		check  func(*grid) bool
	}{
		{"all", filter{}, func(g *grid) bool { return g.Rows() == all.Assets && g.Columns() == all.Controls }},
		{"unowned first", filter{kind: "unowned"}, func(g *grid) bool {
			for r := 1; r < g.Rows(); r++ {
				if g.Row(r).Unowned > g.Row(r-1).Unowned {
					return false
				}
			}
			return g.Rows() == all.Assets
		}},
		{"half owned", filter{kind: "half_owned"}, func(g *grid) bool {
			half := 0
			for r := range g.Rows() {
				for c := range g.Columns() {
					if g.Cell(r, c).Tile == marks.HalfOwned {
						half++
					}
				}
			}
			return half == all.HalfOwned && g.Rows() < all.Assets
		}},
		{"words", filter{text: "claims TRIAGE"}, func(g *grid) bool { return g.Rows() == 1 && g.Row(0).Name == "Claims triage assistant" }},
		{"a hosting model", filter{hosting: "azure_openai"}, func(g *grid) bool { return g.Rows() == 3 }},
		{"no hit", filter{text: "nothing is called this"}, func(g *grid) bool { return g.Rows() == 0 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if g := newGrid(s.desk, c.filter, showState); !c.check(g) {
				t.Errorf("lists %d × %d", g.Rows(), g.Columns())
			}
		})
	}
}

func TestTheFilterNeverChangesTheSum(t *testing.T) {
	s, w := atWork(t)
	before := texts(w.Shown.Content())
	s.search.SetText("claims")
	after := texts(w.Shown.Content())
	for _, figure := range []string{"167 unowned", "514 owned", "47 not applicable"} {
		if !strings.Contains(before, figure) || !strings.Contains(after, figure) {
			t.Errorf("%q is not in both %q and %q", figure, before, after)
		}
	}
	if !strings.Contains(after, "showing ") {
		t.Errorf("the filter is not said: %q", after)
	}
}

func TestThePanelSaysWhatTheCellSays(t *testing.T) {
	for _, c := range []struct{ name, asset, control, want string }{
		{"half owned", "ChatGPT Enterprise", "AI-SEC-001", "Half owned: no one on the client's side"},
		{"undecided", "Telematics scoring", "AI-SEC-017", "Undecided: nobody said whose duty it is"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := atWork(t)
			s.put(t, c.asset, c.control)
			if got := texts(w.Side); !strings.Contains(got, c.want) {
				t.Errorf("the panel says %q", got)
			}
		})
	}
}

// The catalogue's texts mark commands as Markdown does; the panel does not show
// the marks.
func TestThePanelShowsNoMarkdown(t *testing.T) {
	s, w := atWork(t)
	marked := 0
	for _, control := range s.grid.controls {
		s.put(t, "Claims triage assistant", control.ID)
		s.panel()
		view, _ := s.current()
		marked += strings.Count(view.Baseline.EvidenceToGet+view.Baseline.Gap+view.Baseline.ProviderOffers, "`")
		if said := texts(w.Side); strings.Contains(said, "`") {
			t.Errorf("%s: it says %s", control.ID, said)
		}
	}
	if marked == 0 {
		t.Error("there is nothing marked to be shown without its marks")
	}
}

// Files that are dropped on a cell, or on the panel of what is selected, are
// evidence; elsewhere they are for others to use.
func TestFilesDroppedOnACellAreItsEvidence(t *testing.T) {
	for _, c := range []struct {
		name  string
		at    func(s *screen) fyne.Position
		want  []string // asset and control; nil where they are not taken
		files []string
	}{
		{"on the cell that is selected", func(s *screen) fyne.Position { return s.over(s.matrix.Cursor()) }, []string{"Lapse prediction", "AI-SEC-003"}, []string{"a.json"}},
		{"on another cell", func(s *screen) fyne.Position {
			row, column := s.matrix.Cursor()
			return s.over(row, column+1)
		}, []string{"Lapse prediction", "AI-SEC-004"}, []string{"a.pdf"}},
		{"two on the panel", func(s *screen) fyne.Position {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(s.sheet).AddXY(10, s.sheet.Size().Height+40)
		}, []string{"Lapse prediction", "AI-SEC-003"}, []string{"a.json", "b.json"}},
		{"above the matrix", func(s *screen) fyne.Position { return fyne.NewPos(300, 4) }, nil, []string{"a.pdf"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w := atWork(t)
			s.put(t, "Lapse prediction", "AI-SEC-003")
			folder, paths := t.TempDir(), []string(nil)
			for _, name := range c.files {
				paths = append(paths, filepath.Join(folder, name))
				if err := os.WriteFile(paths[len(paths)-1], []byte(name), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			before := s.desk.Session.Commits()
			if taken := s.Drop(paths, c.at(s)); taken != (c.want != nil) {
				t.Fatalf("taken: %t; failed: %v", taken, w.Failed)
			}
			if c.want == nil {
				if s.desk.Session.Commits() != before {
					t.Error("something changed")
				}
				return
			}
			asset, err := s.desk.Session.FindAsset(c.want[0])
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, e := range s.desk.Session.State().SortedEvidence() {
				if slices.Contains(c.files, e.Name) && e.Serves(asset.ID, c.want[1]) {
					found = append(found, e.Name)
				}
			}
			slices.Sort(found)
			if !slices.Equal(found, c.files) || s.desk.Session.Commits() != before+1 || !strings.Contains(texts(w.Side), c.files[0]) {
				t.Errorf("evidence is %q after %d commits; the panel says %q", found, s.desk.Session.Commits()-before, texts(w.Side))
			}
		})
	}
}

// over is a point of the window within a cell that is in view.
func (s *screen) over(row, column int) fyne.Position {
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.matrix)
	size := s.matrix.Size()
	for y := float32(2); y < size.Height; y += 5 {
		for x := float32(2); x < size.Width; x += 5 {
			if r, c, ok := s.matrix.At(fyne.NewPos(x, y)); ok && r == row && c == column {
				return corner.AddXY(x, y)
			}
		}
	}
	return fyne.Position{}
}

func TestAWrongDateIsSaidUnderItsFieldAndStays(t *testing.T) {
	s, _ := atWork(t)
	s.nextUnowned(1)
	start := s.desk.Session.Commits()
	if err := s.due("next week"); err == nil || s.desk.Session.Commits() != start {
		t.Errorf("%v, %d commits", err, s.desk.Session.Commits()-start)
	}
}

func TestPresentingHidesPeople(t *testing.T) {
	d, w := desktest.New(t)
	d.Presenting = true
	s := New(d).(*screen)
	w.Put(s)
	for _, party := range d.Session.State().Parties {
		if party.Type == assess.Person && strings.Contains(texts(w.Shown.Content()), party.Name) {
			t.Errorf("%s is shown", party.Name)
		}
	}
}

func TestAnEngagementWithoutAssetsSaysWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.demarc")
	session, err := engagement.Create(path, engagement.Beginning{Client: "Nobody yet"}, engagement.Options{Library: desktest.Library(t), Who: engagement.Who{Author: "J. Weiss"}})
	if err != nil {
		t.Fatal(err)
	}
	session.Close()
	d, w := desktest.Open(t, path)
	w.Put(New(d))
	if got := texts(w.Shown.Content()); !strings.Contains(got, "No assets yet.") {
		t.Errorf("it says %q", got)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"M. Okafor": "MO", "Security Engineering": "SE", "Microsoft": "MI", "": "", "…": "", "Ελένη Παπαδοπούλου": "ΕΠ", "x": "X"} {
		if got := initials(name); got != want {
			t.Errorf("%q became %q, not %q", name, got, want)
		}
	}
}

// texts are all texts below an object.
func texts(object fyne.CanvasObject) string {
	var all []string
	var walk func(fyne.CanvasObject)
	walk = func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *look.Label:
			all = append(all, o.Text)
		case *look.Button:
			all = append(all, o.Text)
		case *fyne.Container:
			for _, inner := range o.Objects {
				walk(inner)
			}
		case fyne.Widget:
			for _, inner := range rendered(o) {
				walk(inner)
			}
		}
	}
	walk(object)
	return strings.Join(all, " ")
}
