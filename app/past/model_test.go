package past

import (
	"path/filepath"
	"strings"
	"testing"

	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
	"demarc/history"
)

func TestNewestFirstUnderTheirDay(t *testing.T) {
	s := told(t)
	c := s.chronicle()
	if got := c.lines[0].heading; got != desktest.Now.Local().Format("2 January 2006")+" · 5 commits" {
		t.Errorf("heading %q", got)
	}
	want := []string{"Changed the data classes and exposure of the asset Claims bot", "Made Dana Lund accountable for Prompt injection on Claims bot; declared it implemented", "Added the asset Claims bot", "Added the party Dana Lund", "Began the engagement for Halden Bank"}
	if got := sentencesOf(c); got != strings.Join(want, "\n") {
		t.Errorf("sentences:\n%s", got)
	}
	if l := c.lines[1]; l.who != "J. Weiss" || l.role != "assessor" || l.time == "" {
		t.Errorf("line %+v", l)
	}
}

func TestADayOfItsOwnForEachDate(t *testing.T) {
	d, _ := desktest.New(t)
	c := &chronicle{desk: d}
	if err := c.read(); err != nil {
		t.Fatal(err)
	}
	commits, seen := 0, map[string]bool{}
	for _, l := range c.lines {
		if l.heading == "" {
			commits++
			continue
		}
		if seen[l.heading] {
			t.Errorf("%q twice", l.heading)
		}
		seen[l.heading] = true
	}
	if commits != len(c.entries) || len(seen) < 10 {
		t.Errorf("%d of %d commits under %d days", commits, len(c.entries), len(seen))
	}
}

func TestFilters(t *testing.T) {
	s := told(t)
	for _, c := range []struct {
		name   string
		filter filter
		shown  int
		words  string
	}{
		{"none", filter{}, 5, "5 commits"},
		{"the author", filter{author: "J. Weiss"}, 5, "showing 5 of 5 commits"},
		{"another author", filter{author: "Nobody"}, 0, "showing 0 of 5 commits"},
		{"the asset", filter{asset: s.asset}, 3, "showing 3 of 5 commits"},
		{"the control", filter{control: "AI-SEC-002"}, 1, "showing 1 of 5 commits"},
		{"another control", filter{control: "AI-SEC-003"}, 0, "showing 0 of 5 commits"},
		{"asset and control", filter{asset: s.asset, control: "AI-SEC-002"}, 1, "showing 1 of 5 commits"},
	} {
		t.Run(c.name, func(t *testing.T) {
			past := s.chronicle()
			s.check(past.pick(c.filter))
			if past.shown != c.shown || past.countWords() != c.words {
				t.Errorf("%d shown, %q", past.shown, past.countWords())
			}
		})
	}
}

func TestFind(t *testing.T) {
	c := told(t).chronicle()
	if at := c.find("made d"); at < 0 || !strings.HasPrefix(c.lines[at].sentence, "Made Dana") {
		t.Errorf("row %d", at)
	}
	if at := c.find("zebra"); at != -1 {
		t.Errorf("row %d for what no sentence begins with", at)
	}
}

// What stands in the way of taking a commit back.
func TestUndoing(t *testing.T) {
	for _, c := range []struct {
		name   string
		undos  int
		commit int // before the newest
		want   undoing
		links  []string
	}{
		{"the last change", 0, 0, undoing{now: true, words: "This is the last change."}, nil},
		{"a change before, of another record", 0, 1, undoing{words: "1 later change has to be taken back first", same: "None of them touches the same records."}, nil},
		{"the asset that was changed since", 0, 2, undoing{words: "2 later changes have to be taken back first", same: "Of these, 1 touches the same records:"}, []string{"Changed the data classes"}},
		{"the beginning", 0, 4, undoing{words: "This made the engagement: it cannot be taken back."}, nil},
		{"an undo", 1, 0, undoing{words: "This took a change back."}, []string{"Taken back: changed the data classes"}},
		{"what was taken back last", 1, 1, undoing{again: true, words: "This change was taken back. Redo makes it again."}, nil},
		{"what was taken back before that", 2, 2, undoing{words: "This change was taken back. Redo makes it again, after"}, nil},
		{"what is left", 1, 2, undoing{now: true, words: "This is the last change."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := told(t)
			for range c.undos {
				s.undoOnce()
			}
			past := s.chronicle()
			got := past.undoing(past.at(c.commit).ID)
			if got.now != c.want.now || got.again != c.want.again || got.same != c.want.same || !strings.HasPrefix(got.words, c.want.words) {
				t.Errorf("got %+v", got)
			}
			if len(got.links) != len(c.links) {
				t.Fatalf("links %+v", got.links)
			}
			for i, want := range c.links {
				if !strings.Contains(got.links[i].text, want) {
					t.Errorf("link %q, want %q", got.links[i].text, want)
				}
			}
		})
	}
}

func TestWhatWasTakenBackForGood(t *testing.T) {
	s := told(t)
	s.undoOnce()
	_, err := s.desk.Session.RetireAsset(s.asset)
	s.check(err)
	c := s.chronicle()
	u := c.undoing(c.at(2).ID)
	if !strings.HasPrefix(u.words, "This change was taken back, and something else was changed since.") || len(u.links) != 1 {
		t.Errorf("got %+v", u)
	}
	if l := c.told[2]; !l.faint || !strings.HasPrefix(l.sentence, "Taken back: changed") {
		t.Errorf("line %+v", l)
	}
}

func TestARedoneChangeIsInEffect(t *testing.T) {
	s := told(t)
	s.undoOnce()
	_, err := s.desk.Session.Redo(nil)
	s.check(err)
	c := s.chronicle()
	if c.told[2].faint {
		t.Error("a change that was made again is shown as taken back")
	}
	if u := c.undoing(c.at(0).ID); !strings.HasPrefix(u.words, "This made a change again.") || len(u.links) != 1 || u.links[0].commit != c.at(2).ID {
		t.Errorf("got %+v", u)
	}
}

func TestFieldsInWords(t *testing.T) {
	s := told(t)
	c := s.chronicle()
	cell := ref(assess.KindCell, assess.CellKey(s.asset, "AI-SEC-002"))
	for _, test := range []struct {
		name   string
		ref    assess.Ref
		fields []history.FieldChange
		want   []field
	}{
		{"an owner", cell, []history.FieldChange{{Path: "customer.accountable", New: s.party}}, []field{{"accountable (client)", "nobody → Dana Lund"}}},
		{"an owner taken off", cell, []history.FieldChange{{Path: "customer.accountable", Old: s.party}}, []field{{"accountable (client)", "Dana Lund → nobody"}}},
		{"a status", cell, []history.FieldChange{{Path: "declared.status", Old: "not_implemented", New: "partial"}}, []field{{"declared", "not implemented → partial"}}},
		{"a party that retired", ref(assess.KindParty, s.party), []history.FieldChange{{Path: "retired", New: "true"}}, []field{{"no longer in service", "no → yes"}}},
		{"a day", cell, []history.FieldChange{{Path: "due", New: "2027-01-31"}}, []field{{"due date", "nothing → 2027-01-31"}}},
		{"a boundary", cell, []history.FieldChange{{Path: "boundary.owner", New: "not_applicable"}}, []field{{"boundary", "nothing → not applicable"}}},
		{"a role", cell, []history.FieldChange{{Path: "customer.informed[" + s.party + "]", New: "true"}}, []field{{"informed (client)", "added Dana Lund"}}},
		{"a set that gained and lost", ref(assess.KindAsset, s.asset), []history.FieldChange{{Path: "data[confidential]", New: "true"}, {Path: "data[internal]", New: "true"}, {Path: "data[special_category]", Old: "true"}}, []field{{"data classes", "added confidential, internal; removed special category"}}},
		{"a hosting model", ref(assess.KindAsset, s.asset), []history.FieldChange{{Path: "hosting_model", Old: "unknown", New: "azure_openai"}}, []field{{"hosting model", "unknown → Azure OpenAI Service"}}},
		{"a party that is no more", cell, []history.FieldChange{{Path: "provider.accountable", New: "gone"}}, []field{{"accountable (provider)", "nobody → no longer on record"}}},
		{"a moment", ref(assess.KindEvidence, "e"), []history.FieldChange{{Path: "collected_at", New: "yesterday"}}, []field{{"collected at", "nothing → yesterday"}}},
		{"an exclusion", ref(assess.KindEngagement, "e"), []history.FieldChange{{Path: "exclusions[0198-a].reason", New: "not in use"}, {Path: "exclusions[0198-a].what", New: "Claims pilot"}}, []field{{"exclusion Claims pilot: reason", "nothing → not in use"}, {"exclusion Claims pilot: what", "nothing → Claims pilot"}}},
		{"an exclusion taken back", ref(assess.KindEngagement, "e"), []history.FieldChange{{Path: "exclusions[0198-a].what", Old: "Claims pilot"}}, []field{{"exclusion Claims pilot: what", "Claims pilot → nothing"}}},
		{"another reason of an exclusion", ref(assess.KindEngagement, "e"), []history.FieldChange{{Path: "exclusions[" + s.exclusion() + "].reason", Old: "x", New: "y"}}, []field{{"exclusion Baltic branch: reason", "x → y"}}},
		{"a reason of an exclusion that is gone", ref(assess.KindEngagement, "e"), []history.FieldChange{{Path: "exclusions[0198-a].reason", Old: "x", New: "y"}}, []field{{"an exclusion that was taken back: reason", "x → y"}}},
		{"packs", ref(assess.KindEngagement, "e"), []history.FieldChange{{Path: "packs", New: "615f269c58436d07c27d5f43 abc"}}, []field{{"catalogue packs", "nothing → 615f269c5843, abc"}}},
		{"when a rule said it", ref(assess.KindRule, "r"), []history.FieldChange{{Path: "at", New: "x"}, {Path: "since[due].at", New: "x"}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := wording{c: c}
			got := w.fields(history.Change{Ref: test.ref, Fields: test.fields})
			if len(got) != len(test.want) {
				t.Fatalf("got %q", got)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("got %q, want %q", got[i], test.want[i])
				}
			}
		})
	}
}

func TestRecordsInWords(t *testing.T) {
	s := told(t)
	w := wording{c: s.chronicle(), names: map[assess.Ref]string{ref(assess.KindAsset, "old"): "Old bot"}}
	for _, c := range []struct {
		ref  assess.Ref
		want string
	}{
		{ref(assess.KindCell, assess.CellKey(s.asset, "AI-SEC-002")), "Prompt injection · Claims bot"},
		{ref(assess.KindAsset, s.asset), "Asset Claims bot"},
		{ref(assess.KindAsset, "old"), "Asset Old bot"},
		{ref(assess.KindAsset, "never"), "Asset no longer on record"},
		{ref(assess.KindParty, s.party), "Party Dana Lund"},
		{ref(assess.KindRule, "gone"), "Scope rule no longer on record"},
		{ref(assess.KindDisposition, "f-1"), "Finding f-1"},
		{ref(assess.KindEngagement, "e"), "Engagement"},
	} {
		if got := w.title(c.ref); got != c.want {
			t.Errorf("%v is called %q, want %q", c.ref, got, c.want)
		}
	}
}

// While the client is looking, people go unnamed wherever they stand.
func TestPresenting(t *testing.T) {
	s := told(t)
	s.desk.Presenting = true
	c := s.chronicle()
	all := sentencesOf(c)
	for i := range c.entries {
		d := c.detail(c.entries[i].ID, mostRecords)
		all += d.who
		for _, sentence := range d.sentences {
			all += sentence
		}
		for _, r := range d.records {
			all += r.title
			for _, f := range r.fields {
				all += f.text
			}
		}
	}
	for _, name := range []string{"Dana", "Lund", "Weiss"} {
		if strings.Contains(all, name) {
			t.Errorf("%q is shown", name)
		}
	}
	if !strings.Contains(all, "Made CISO accountable") {
		t.Errorf("the function does not stand for the name:\n%s", all)
	}
}

// What was forgotten is shown as that, and neither its detail nor that of the
// commits around it says whom it was.
func TestAForgettingIsShown(t *testing.T) {
	s := told(t)
	_, err := s.desk.Session.Forget(t.Context(), []string{s.party}, "asked for")
	s.check(err)
	c := s.chronicle()
	if got := c.lines[1].sentence; got != "Forgot a party: asked for" {
		t.Errorf("it says %q", got)
	}
	for i := range c.entries {
		d := c.detail(c.at(i).ID, 10)
		text := strings.Join(d.sentences, " ")
		for _, record := range d.records {
			text += " " + record.title
			for _, f := range record.fields {
				text += " " + f.text
			}
		}
		if strings.Contains(text, "Dana") || len(d.sentences) == 0 {
			t.Errorf("commit %d says %q", i, text)
		}
		if d.undoing.now || d.undoing.again {
			t.Errorf("commit %d could be taken back", i)
		}
	}
}

// What a merge brought is taken back with it, also what was an undo on the other
// laptop.
func TestWhatAMergeBroughtIsTakenBackWithIt(t *testing.T) {
	s := told(t)
	path := filepath.Join(t.TempDir(), "other.demarc")
	options := engagement.Options{Library: desktest.Library(t), Who: engagement.Who{Author: "B. Schwarz"}, Now: desktest.Now}
	s.check(s.desk.Session.RollForward(t.Context(), path, engagement.Visit{}, func(path string) (*engagement.Session, error) { return engagement.Open(path, options) }))
	other, err := engagement.Open(path, options)
	s.check(err)
	_, err = other.Undo(nil)
	s.check(err)
	_, err = other.AddParty(engagement.PartyFields{Name: given("Model Risk")})
	s.check(err)
	s.check(other.Close())
	_, err = s.desk.Session.AddParty(engagement.PartyFields{Name: given("Cloud Security")})
	s.check(err)
	m, err := s.desk.Session.PrepareMerge(path, options)
	s.check(err)
	defer m.Close()
	_, err = m.Merge(t.Context(), nil, nil)
	s.check(err)
	c := s.chronicle()
	if !c.detail(c.at(0).ID, 10).undoing.now {
		t.Error("the merge cannot be taken back")
	}
	for i := 1; i <= 3; i++ {
		if u := c.detail(c.at(i).ID, 10).undoing; u.words != "This came with a merge: it is taken back with all that the merge brought." {
			t.Errorf("%q: %s", c.told[i].sentence, u.words)
		}
	}
	if u := c.detail(c.at(4).ID, 10).undoing; !strings.HasPrefix(u.words, "1 later change has to be taken back first") {
		t.Errorf("the change before it: %s", u.words)
	}
}
