package inventory

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
)

func TestAFieldIsSavedOnLeavingIt(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	before := s.desk.Session.Commits()
	in := s.input(t, "region").(*textInput)
	typeInto(w, in.entry, "!")
	if got := s.stored(asset.ID).Region; got != "westeurope" {
		t.Fatalf("saved while typing: %q", got)
	}
	w.Canvas().Focus(s.input(t, "endpoint").focusable())
	if got := s.stored(asset.ID).Region; got != "!" || s.desk.Session.Commits() != before+1 {
		t.Errorf("the region is %q after %d commits", got, s.desk.Session.Commits()-before)
	}
	if got := s.lastSaid(w); got != "Region of Broker FAQ chatbot is now !" {
		t.Errorf("said %q", got)
	}
	if w.Canvas().Focused() != s.input(t, "endpoint").focusable() {
		t.Error("saving took the keyboard away")
	}
	if _, err := s.desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	if got := in.entry.Text; got != "westeurope" {
		t.Errorf("after undo the field says %q", got)
	}
}

func TestWhatIsWrongIsSaidUnderTheField(t *testing.T) {
	tests := []struct{ name, key, text, want string }{
		{"no name", "name", "", "An asset needs a name."},
		{"no date", "approved_until", "soon", `"soon"`},
		{"another's external id", "external_id", "CMDB-2041", "Claims triage assistant"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, w := open(t)
			asset := s.pick(t, "Broker FAQ chatbot")
			before := *asset
			in := s.input(t, test.key).(*textInput)
			w.Canvas().Focus(in.entry)
			in.entry.SetText(test.text)
			w.Canvas().Focus(s.list.table.Focusable())
			if !strings.Contains(in.Problem(), test.want) || strings.Contains(in.Problem(), "--") || !says(in.object(), strings.Fields(in.Problem())[0]) {
				t.Errorf("the field says %q", in.Problem())
			}
			if in.entry.Text != test.text {
				t.Errorf("the text became %q", in.entry.Text)
			}
			if now := s.stored(asset.ID); now.Name != before.Name || now.ApprovedUntil != before.ApprovedUntil || now.ExternalID != before.ExternalID {
				t.Error("the asset changed")
			}
			if len(w.Failed) > 0 {
				t.Errorf("it was shown twice: %v", w.Failed)
			}
			w.Canvas().Focus(in.entry)
			press(w, fyne.KeyEscape)
			if in.Problem() != "" || in.entry.Text != in.field.get(asset) {
				t.Errorf("escape left %q and %q", in.Problem(), in.entry.Text)
			}
			press(w, fyne.KeyEscape)
			if w.Canvas().Focused() != s.list.table.Focusable() {
				t.Error("escape does not lead back to the list")
			}
		})
	}
}

func TestAFieldIsSavedWhenAnotherAssetIsSelected(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	other := s.pick(t, "Claims triage assistant")
	region := other.Region
	s.pick(t, "Broker FAQ chatbot")
	typeInto(w, s.input(t, "region").focusable(), "x-")
	s.pick(t, "Claims triage assistant")
	if got := s.stored(asset.ID).Region; got != "x-" {
		t.Errorf("the region is %q", got)
	}
	if got := s.stored(other.ID).Region; got != region {
		t.Errorf("the other asset got it: %q", got)
	}
	if got := s.input(t, "region").(*textInput).entry.Text; got != region {
		t.Errorf("the form shows %q", got)
	}
}

func TestWordsAreChosenByKeyboard(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	in := s.input(t, "exposure").(*wordInput)
	w.Canvas().Focus(in.picker)
	in.picker.SetText("part")
	press(w, fyne.KeyReturn)
	if got := s.stored(asset.ID).Exposure; got != assess.ExposurePartner {
		t.Errorf("the exposure is %q", got)
	}
	w.Canvas().Focus(in.picker)
	in.picker.SetText("")
	press(w, fyne.KeyReturn)
	if got := s.stored(asset.ID).Exposure; got != "" {
		t.Errorf("emptied, the exposure is %q", got)
	}
}

func TestOwnersAreFoundOrMade(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Meeting notes (Otter)")
	in := s.input(t, "owner").(*wordInput)
	parties := len(s.desk.Session.State().Parties)
	w.Canvas().Focus(in.picker)
	in.picker.SetText("Claims IT")
	press(w, fyne.KeyReturn)
	if got := s.desk.Person(s.stored(asset.ID).Owner); got != "Claims IT" || len(s.desk.Session.State().Parties) != parties {
		t.Errorf("the owner is %q", got)
	}
	w.Canvas().Focus(in.picker)
	commits := s.desk.Session.Commits()
	in.picker.SetText("Meeting Guild")
	press(w, fyne.KeyReturn)
	owner := s.desk.Session.State().Parties[s.stored(asset.ID).Owner]
	if owner == nil || owner.Name != "Meeting Guild" || owner.Type != assess.Team {
		t.Errorf("the owner is %+v", owner)
	}
	if got := s.lastSaid(w); got != "Meeting Guild owns Meeting notes (Otter)" || s.desk.Session.Commits() != commits+1 {
		t.Errorf("said %q after %d commits", got, s.desk.Session.Commits()-commits)
	}
}

func TestListsAreEditedByKeyboard(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	tags := s.input(t, "tags").(*listInput)
	had := len(asset.Tags)
	w.Canvas().Focus(tags.picker)
	tags.picker.SetText("hotline, pilot 2")
	press(w, fyne.KeyReturn)
	if got := s.stored(asset.ID).Tags; len(got) != had+2 || tags.picker.Text != "" {
		t.Errorf("the tags are %q, the field %q", got, tags.picker.Text)
	}
	data := s.input(t, "data").(*listInput)
	w.Canvas().Focus(data.picker)
	data.picker.SetText("conf")
	press(w, fyne.KeyReturn)
	if got := strings.Join(s.stored(asset.ID).Data, " "); got != "confidential internal" {
		t.Errorf("the data is %q", got)
	}
	press(w, fyne.KeyBackspace)
	if got := strings.Join(s.stored(asset.ID).Data, " "); got != "confidential" {
		t.Errorf("after backspace the data is %q", got)
	}
	test.Tap(button(t, data.object(), "confidential  ×"))
	if got := s.stored(asset.ID).Data; len(got) != 0 {
		t.Errorf("after a press the data is %q", got)
	}
}

func TestANewAssetIsAddedByItsName(t *testing.T) {
	s, w := open(t)
	s.list.filter.SetText("otter")
	s.Show(desk.Place{Do: "new"})
	before := s.desk.Session.Commits()
	press(w, fyne.KeyReturn)
	if got := s.list.adding.framed.Problem(); got != "An asset needs a name." || s.desk.Session.Commits() != before {
		t.Fatalf("without a name it says %q", got)
	}
	typeInto(w, w.Canvas().Focused(), "Brand new")
	press(w, fyne.KeyReturn)
	asset, err := s.desk.Session.FindAsset("Brand new")
	if err != nil || asset.Hosting != assess.HostingUnknown || s.desk.Session.Commits() != before+1 {
		t.Fatalf("%v, %+v", err, asset)
	}
	if s.list.selected != asset.ID || s.list.form.asset != asset.ID || at(s.list.lines, asset.ID) != s.list.table.Current() {
		t.Error("it is not selected")
	}
	if w.Canvas().Focused() != s.list.table.Focusable() {
		t.Error("the list has not got the keyboard")
	}
}

func TestAFormThatMadeWayAddsNothing(t *testing.T) {
	for name, away := range map[string]func(*list){
		"for the asset that is selected":     func(l *list) { l.showSelected() },
		"for nothing, as no asset is listed": func(l *list) { l.criteria.Text = "no such asset"; l.arrange(); l.adding = nil; l.showSelected() },
	} {
		t.Run(name, func(t *testing.T) {
			s, w := open(t)
			s.Show(desk.Place{Do: "new"})
			form, before := s.list.adding, s.desk.Session.Commits()
			away(s.list)
			for _, text := range []string{"", "Unseen"} {
				w.Canvas().Focus(form.name)
				form.name.SetText(text)
				form.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			if s.desk.Session.Commits() != before {
				t.Error("an asset was added")
			}
		})
	}
}

func TestRetiringShowsFirstWhatHappens(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Translation desk")
	before := s.desk.Session.Evaluation().Totals()
	test.Tap(button(t, w.Side, "Retire asset…"))
	if !says(w.Side, "26 cells leave the count") || s.stored(asset.ID).Lifecycle == assess.LifecycleRetired {
		t.Fatal("it does not say what happens, or it happened")
	}
	test.Tap(button(t, w.Side, "Retire asset"))
	if now := s.desk.Session.Evaluation().Totals(); now.Cells != before.Cells-26 {
		t.Errorf("%d cells are left of %d", now.Cells, before.Cells)
	}
	if i := at(s.list.lines, asset.ID); !s.list.lines[i-1].heading && s.list.lines[i].row.Counted {
		t.Error("it is not listed among those that are not counted")
	}
	if _, err := s.desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	if !s.list.lines[at(s.list.lines, asset.ID)].row.Counted {
		t.Error("undo does not bring it back")
	}
}

func TestFiguresLeadToTheirCells(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	totals := s.desk.Session.Evaluation().AssetTotals(asset.ID)
	test.Tap(button(t, w.Side, s.desk.N(totals.Unowned, "%s unowned", "%s unowned")))
	if want := (desk.Place{Screen: desk.Responsibilities, Asset: asset.ID, Filter: "unowned"}); len(w.Went) != 1 || !samePlace(w.Went[0], want) {
		t.Errorf("went to %+v", w.Went)
	}
}

func samePlace(a, b desk.Place) bool {
	return a.Screen == b.Screen && a.Asset == b.Asset && a.Filter == b.Filter
}

func TestTheKeyboardMovesThroughTheList(t *testing.T) {
	s, w := open(t)
	if w.Canvas().Focused() != s.list.table.Focusable() {
		t.Fatal("entering does not give the list the keyboard")
	}
	first := s.list.form.asset
	press(w, fyne.KeyDown)
	if s.list.form.asset == first || s.list.form.asset != s.list.lines[1].row.ID {
		t.Error("the panel does not follow")
	}
	w.Canvas().Focused().TypedRune('t')
	if got := s.list.lines[s.list.table.Current()].row.Name; !strings.HasPrefix(got, "T") {
		t.Errorf("t leads to %s", got)
	}
	press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != s.list.form.inputs[0].focusable() {
		t.Error("enter does not lead into the form")
	}
}

func TestTheListIsRememberedAndRebuilt(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Meeting notes (Otter)")
	s.list.sortBy(byUnowned)
	s.list.criteria.Hosting = asset.Hosting
	s.list.filtered()
	again := New(s.desk).(*screen)
	w.Put(again)
	if again.list.selected != asset.ID || again.list.criteria != s.list.criteria || names(again.list.lines) != names(s.list.lines) {
		t.Errorf("it came back as %+v with %s", again.list.criteria, again.list.selected)
	}
	for key, value := range s.desk.Memory.(desktest.Memory) {
		if strings.Contains(value, "Otter") || !strings.HasPrefix(key, "assets.") {
			t.Errorf("the memory holds %s = %q", key, value)
		}
	}
}

func TestPlacesFilterTheList(t *testing.T) {
	s, _ := open(t)
	s.Show(desk.Place{Hosting: "saas_ai"})
	for _, l := range s.list.lines {
		if !l.heading && l.row.asset.Hosting != "saas_ai" {
			t.Errorf("%s is listed", l.row.Name)
		}
	}
	s.Show(desk.Place{Filter: "proposed"})
	if len(s.list.lines) == 0 || s.list.criteria.Hosting != "" {
		t.Error("a new filter does not replace the old one")
	}
	asset, _ := s.desk.Session.FindAsset("Broker FAQ chatbot")
	s.Show(desk.Place{Asset: asset.ID})
	if s.list.selected != asset.ID || s.list.criteria.filters() {
		t.Error("an asset that the filter hides is not shown")
	}
}

func TestWhatIsSaidWhenThereIsNothing(t *testing.T) {
	s, _ := open(t)
	s.list.filter.SetText("no such thing")
	if !says(s.list.body, "Nothing matches ‘no such thing’ in 30 assets.") {
		t.Error("a filter without a hit says nothing")
	}
	test.Tap(button(t, s.list.body, "Clear filter"))
	if len(s.list.lines) == 0 || s.list.filter.Text != "" {
		t.Error("the filter is not cleared")
	}

	blank, w := desktest.Open(t, emptyFile(t))
	s = New(blank).(*screen)
	w.Put(s)
	if !says(s.list.body, "No assets yet.") {
		t.Error("an engagement without assets says nothing")
	}
	test.Tap(button(t, s.list.body, "New asset"))
	typeInto(w, w.Canvas().Focused(), "First")
	press(w, fyne.KeyReturn)
	if len(s.list.lines) != 1 {
		t.Error("the first asset is not listed")
	}
}

// emptyFile is an engagement without anything.
func emptyFile(t testing.TB) string {
	t.Helper()
	path := t.TempDir() + "/empty.demarc"
	session, err := engagement.Create(path, engagement.Beginning{Client: "Nobody", Assessor: "J. Weiss"}, engagement.Options{Library: desktest.Library(t), Now: desktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Names of any length and kind are shown and saved, at every size.
func TestHostileNames(t *testing.T) {
	for _, name := range []string{
		strings.Repeat("W", 10000), strings.Repeat("word ", 2000), "👩‍👩‍👧‍👦 🤖 assistant", "مساعد المطالبات \u202e txt", "a%s%d%!", "line\nbreak\x07",
	} {
		d, w := sampleDesk(t, true, 1.5)
		asset, err := d.Session.AddAsset(engagement.AssetFields{Name: &name, Owner: nil, Tags: &[]string{shorten(name, 300), "b"}, Notes: &name, Region: &name})
		if err != nil {
			t.Fatal(err)
		}
		s := New(d).(*screen)
		w.Put(s)
		s.Show(desk.Place{Asset: asset.ID})
		s.input(t, "service").(*textInput).entry.Save("x")
		s.list.askRetire()
		s.Show(desk.Place{Do: "whatif", Asset: asset.ID})
		s.front.(*comparison).to = "saas_ai"
		s.Refresh()
		w.Canvas().Capture()
		if got := s.box.MinSize().Width; got > 1180*1.5 {
			t.Errorf("%.20q makes the screen %g wide", name, got)
		}
		if got := w.Side.MinSize().Width; got > desk.PanelWidth*1.5+1 {
			t.Errorf("%.20q makes the panel %g wide", name, got)
		}
	}
}

// A text that was refused is not carried over to another asset; that it was not
// saved is said.
func TestARefusedTextStaysWithItsAsset(t *testing.T) {
	s, w := open(t)
	s.pick(t, "Broker FAQ chatbot")
	in := s.input(t, "approved_until").(*textInput)
	w.Canvas().Focus(in.entry)
	in.entry.SetText("soon")
	other := s.pick(t, "Claims triage assistant")
	if in.entry.Text != other.ApprovedUntil.String() || in.Problem() != "" {
		t.Errorf("the form of another asset says %q, %q", in.entry.Text, in.Problem())
	}
	if got := s.lastSaid(w); !strings.HasPrefix(got, "Until was not saved: ") {
		t.Errorf("said %q", got)
	}
}

// What was typed for an asset that undo took away goes to no other.
func TestAnAssetThatUndoTakesAwayLeavesNothing(t *testing.T) {
	s, w := open(t)
	name := "Short-lived"
	if _, err := s.desk.Session.AddAsset(engagement.AssetFields{Name: &name}); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	s.pick(t, name)
	typeInto(w, s.input(t, "region").focusable(), "elsewhere")
	if _, err := s.desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	shown := s.stored(s.list.form.asset)
	if shown == nil || s.input(t, "region").(*textInput).entry.Text != shown.Region {
		t.Fatalf("the form shows %+v with %q", shown, s.input(t, "region").(*textInput).entry.Text)
	}
	before := s.desk.Session.Commits()
	w.Canvas().Focus(s.list.table.Focusable())
	if s.desk.Session.Commits() != before {
		t.Error("it was saved to another asset")
	}
}

// An import and a comparison have keys of their own, and say so; the list's are
// the window's to say.
func TestThePartsSayWhatTheirKeysDo(t *testing.T) {
	s, _ := open(t)
	said := map[string]string{}
	note := func(part string) { said[part] = s.Hint() }
	note("list")
	s.Show(desk.Place{Do: "whatif", Asset: s.list.rows[0].ID})
	note("comparison")
	s.Show(desk.Place{Do: "import"})
	note("question for a table")
	s.Drop([]string{table(t, "list.csv", "name\nOne\n")}, fyne.Position{})
	note("import")
	s.back()
	if s.Hint() != "" || said["list"] != "" {
		t.Errorf("the list says %q", s.Hint())
	}
	seen := map[string]bool{}
	for _, part := range []string{"comparison", "question for a table", "import"} {
		if hint := said[part]; !strings.Contains(hint, "Esc back to the assets") || seen[hint] {
			t.Errorf("the %s says %q", part, hint)
		}
		seen[said[part]] = true
	}
}
