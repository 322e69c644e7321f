package history

import (
	"flag"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// pairs is how many pairs of histories each law is held against.
const pairs = 1000

// law holds a law against pairs of histories. Rapid has no other way to say how
// many.
func law(t *testing.T, holds func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	before := checks.String()
	if asked, err := strconv.Atoi(before); err != nil || asked < pairs {
		_ = checks.Set(strconv.Itoa(pairs))
		defer func() { _ = checks.Set(before) }()
	}
	held := 0
	rapid.Check(t, func(t *rapid.T) { holds(t); held++ })
	if held < pairs && !t.Failed() {
		t.Errorf("only %d pairs were tried", held)
	}
}

// two is two laptops with what each knows of the other's commits, unmerged.
// Mostly both did something that the other does not know of.
func two(t *rapid.T, forgets bool) (a, b *laptop) {
	laptops := visited(t, forgets)
	a, b = laptops[0], laptops[1]
	for _, l := range laptops[:2] {
		for range rapid.SampledFrom([]int{3, 2, 1, 4, 0}).Draw(t, "last edits") {
			l.edit()
		}
		if forgets && rapid.IntRange(0, 3).Draw(t, "forgets last") == 0 {
			l.forget()
			l.edit()
		}
	}
	headOfA := a.copied("")
	a.fetch(b)
	b.fetch(headOfA)
	return a, b
}

func same(t *rapid.T, what string, a, b map[assess.Ref]assess.Record) {
	t.Helper()
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("%s: %s", what, cmp.Diff(a, b))
	}
}

// mirrored answers as one laptop did, on the other.
func mirrored(answer Answer) Answer {
	answer.Choice = map[Choice]Choice{ChooseOurs: ChooseTheirs, ChooseTheirs: ChooseOurs, ChooseOwn: ChooseOwn}[answer.Choice]
	return answer
}

func TestBothLaptopsReachTheSameHead(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, true)
		headA, headB := a.head, b.head
		given := map[string]Answer{}
		conflicts := 0
		any := anyAnswer(t)
		if !a.graph.Contains(headA, headB) && !a.graph.Contains(headB, headA) {
			conflicts = len(a.merge(headB).Conflicts)
		}
		copyOfB := b.copied("Bo")
		b.pull(a, func(c Conflict) Answer { given[c.ID] = any(c); return given[c.ID] })
		a.pull(copyOfB, func(c Conflict) Answer { return mirrored(given[c.ID]) })
		same(t, "the records differ", a.records, b.records)
		if len(given) != conflicts {
			t.Fatalf("%d conflicts on one laptop and %d on the other", conflicts, len(given))
		}
		if conflicts == 0 && a.head != b.head {
			t.Fatalf("the heads are %s and %s", a.head.Short(), b.head.Short())
		}
	})
}

func TestMergingTwiceChangesNothing(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, true)
		theirs := b.head
		a.pull(b, anyAnswer(t))
		head, records := a.head, maps.Clone(a.records)
		a.pull(b, func(Conflict) Answer { t.Fatal("a conflict that was answered"); return Answer{} })
		if a.head != head {
			t.Fatal("another merge was made")
		}
		m := a.merge(theirs)
		ours, _, err := m.Changes(nil)
		if err != nil || len(ours) > 0 {
			t.Fatalf("merged again it changes %v, %v", ours, err)
		}
		same(t, "the records changed", records, a.records)
	})
}

// Unit by unit, with the records themselves at hand: what one side alone
// changed is in the merge, what both changed alike is, and all else is in a
// conflict, or a moment, or forgotten. Where a side had merged in between, more
// may be asked than the records show.
func TestNothingOfEitherSideIsLost(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, true)
		ours, theirs := a.head, b.head
		bases := a.graph.Bases(ours, theirs)
		if len(bases) != 1 || a.graph.Contains(ours, theirs) || a.graph.Contains(theirs, ours) {
			return
		}
		merged := a.graph.merges(ours, theirs) || a.graph.merges(theirs, ours)
		m := a.merge(theirs)
		a.pull(b, func(Conflict) Answer { return Answer{Choice: ChooseOurs} })
		states := a.world.states
		for _, ref := range some {
			if slices.Contains(m.Forgotten, ref) {
				continue
			}
			base, o, s, got := Flatten(states[bases[0]][ref]), Flatten(states[ours][ref]), Flatten(states[theirs][ref]), Flatten(a.records[ref])
			removed := len(base) > 0 && (len(o) == 0 && !maps.Equal(s, base) || len(s) == 0 && !maps.Equal(o, base))
			removed = removed && len(o) != len(s) && ref.Kind != assess.KindCell
			inConflict := conflictOf(m, ref, "") != nil
			if removed && !inConflict || inConflict && !removed && (!merged || len(o) > 0 && len(s) > 0) {
				t.Fatalf("%v: base %v, ours %v, theirs %v, and in conflict are %s", ref, base, o, s, unitsInConflict(m))
			}
			if inConflict {
				if diff := cmp.Diff(o, got); diff != "" {
					t.Fatalf("%v: %s", ref, diff)
				}
				continue
			}
			for unit := range unitsOf(ref.Kind, base, o, s, got) {
				in := func(f Fields) Fields { return unitOf(ref.Kind, unit, f) }
				conflict := conflictOf(m, ref, unit)
				// Where a side had merged, it may have written what was there anyhow: then the
				// later of two moments counts, and anything else is asked.
				known := !merged || conflict == nil && !maps.Equal(said(in(o)), said(in(s)))
				if problem := merges(conflict, known, in(base), in(o), in(s), in(got)); problem != "" {
					t.Fatalf("%v %s: %s: base %v, ours %v, theirs %v, merged %v", ref, unit, problem, in(base), in(o), in(s), in(got))
				}
			}
		}
	})
}

func conflictOf(m *Merge, ref assess.Ref, unit string) *Conflict {
	at := slices.IndexFunc(m.Conflicts, func(c Conflict) bool { return c.Ref == ref && c.Unit == unit })
	if at < 0 {
		return nil
	}
	return &m.Conflicts[at]
}

func unitsOf(kind assess.RecordKind, all ...Fields) map[string]bool {
	units := map[string]bool{}
	for _, fields := range all {
		for path := range fields {
			units[UnitOf(kind, path)] = true
		}
	}
	return units
}

func unitOf(kind assess.RecordKind, unit string, all Fields) Fields {
	in := maps.Clone(all)
	maps.DeleteFunc(in, func(path, _ string) bool { return UnitOf(kind, path) != unit })
	return in
}

// merges says what is wrong with a merged unit, in which conflicts were
// answered with ours. Whether a side said anything can be known from the base.
func merges(conflict *Conflict, known bool, base, ours, theirs, got Fields) string {
	var want Fields
	switch {
	case maps.Equal(ours, theirs) || known && maps.Equal(theirs, base):
		want = ours
	case known && maps.Equal(ours, base):
		want = theirs
	case maps.Equal(said(ours), said(theirs)):
		if conflict != nil || !maps.Equal(said(got), said(ours)) {
			return "two moments are no conflict"
		}
		return ""
	case conflict == nil:
		return "a conflict that nobody is asked about"
	case !maps.Equal(conflict.Base, base) || !maps.Equal(conflict.Ours, ours) || !maps.Equal(conflict.Theirs, theirs):
		return "the conflict says something else"
	case !maps.Equal(got, ours):
		return "the answer was ours"
	default:
		return ""
	}
	if conflict != nil {
		return "a conflict about nothing"
	}
	if !maps.Equal(want, got) {
		return "something is lost"
	}
	return ""
}

// said is fields without the moments among them.
func said(fields Fields) Fields {
	fields = maps.Clone(fields)
	maps.DeleteFunc(fields, func(path, _ string) bool { _, stamp := stampOf(path); return stamp })
	return fields
}

// What a merge without conflicts changes on one side is what the other side
// changed, as far as it was not there already.
func TestAMergeBringsWhatTheOtherSideChanged(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, false)
		bases := a.graph.Bases(a.head, b.head)
		if len(bases) != 1 {
			return
		}
		m := a.merge(b.head)
		if len(m.Conflicts) > 0 {
			return
		}
		ours, theirs, err := m.Changes(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, side := range []struct {
			of      *laptop
			changes []Change
			from    ID
		}{{a, ours, b.head}, {b, theirs, a.head}} {
			net, err := a.graph.Net(bases[0], side.from, a.load)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(notYet(net.Changes, side.of.records), withoutMoments(side.changes)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func notYet(changes []Change, records map[assess.Ref]assess.Record) []string {
	var brought []Change
	for _, change := range changes {
		have, left := Flatten(records[change.Ref]), Change{Ref: change.Ref}
		for _, f := range change.Fields {
			if have[f.Path] != f.New {
				left.Fields = append(left.Fields, f)
			}
		}
		brought = append(brought, left)
	}
	return withoutMoments(brought)
}

// withoutMoments lists what is set to what. Of two moments one is taken, which
// other tests are about.
func withoutMoments(changes []Change) []string {
	var list []string
	for _, change := range changes {
		for _, f := range change.Fields {
			if _, stamp := stampOf(f.Path); !stamp {
				list = append(list, change.Ref.Key+" "+f.Path+" "+f.New)
			}
		}
	}
	return list
}

// However the commits came together, the net of two of them leads from the
// records of one to those of the other, and back.
func TestNetsLeadFromRecordsToRecords(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, _ := two(t, false)
		pick := rapid.Map(rapid.SampledFrom(a.graph.entries), func(e Entry) ID { return e.ID })
		from, to := pick.Draw(t, "from"), pick.Draw(t, "to")
		there, err := a.graph.Net(from, to, a.load)
		if err != nil || len(there.Erased) > 0 {
			t.Fatal(err)
		}
		back, err := a.graph.Net(to, from, a.load)
		if diff := cmp.Diff(back.Changes, Invert(there.Changes), emptyIsNil); diff != "" || err != nil {
			t.Fatalf("the way back: %s, %v", diff, err)
		}
		walker := laptop{t: t, records: maps.Clone(a.world.states[from])}
		walker.apply(there.Changes)
		same(t, "other records", a.world.states[to], walker.records)
	})
}

var emptyIsNil = cmp.Transformer("ByRecord", func(changes []Change) map[assess.Ref]string {
	all := map[assess.Ref]string{}
	for _, change := range changes {
		for _, f := range change.Fields {
			all[change.Ref] += f.Path + " " + f.Old + " " + f.New + "\n"
		}
	}
	return all
})

// Where records were forgotten, a net still leads to what every other record
// was, and says of which nobody knows any more.
func TestNetsAcrossForgettings(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, _ := two(t, true)
		a.erase()
		pick := rapid.Map(rapid.SampledFrom(a.graph.entries), func(e Entry) ID { return e.ID })
		from, to := pick.Draw(t, "from"), pick.Draw(t, "to")
		net, err := a.graph.Net(from, to, a.load)
		if err != nil {
			t.Fatal(err)
		}
		walker := laptop{t: t, records: maps.Clone(a.world.states[from])}
		walker.apply(net.Changes)
		for _, ref := range some {
			if net.lost(ref) {
				if !a.forgottenLater(ref, to) {
					t.Fatalf("%v is said to be erased at %s, and nobody forgot it after", ref, to.Short())
				}
				continue
			}
			if diff := cmp.Diff(Flatten(a.world.states[to][ref]), Flatten(walker.records[ref])); diff != "" {
				t.Fatalf("%v: %s", ref, diff)
			}
		}
	})
}

// forgottenLater reports a forgetting that a commit knows nothing of.
func (l *laptop) forgottenLater(ref assess.Ref, than ID) bool {
	return slices.ContainsFunc(l.graph.entries, func(e Entry) bool {
		commit, _ := l.load(e.ID)
		return e.Header.Kind == KindForget && !l.graph.Contains(than, e.ID) &&
			slices.ContainsFunc(commit.Changes, func(c Change) bool { return c.Ref == ref && c.Forgets() })
	})
}

func TestUndoingAMergeGivesTheRecordsBeforeIt(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, false)
		before, records := a.head, maps.Clone(a.records)
		if a.graph.Contains(b.head, before) || a.graph.Contains(before, b.head) {
			return
		}
		a.pull(b, anyAnswer(t))
		merge := a.head
		if line := a.graph.Line(merge); line[len(line)-2].ID != before {
			t.Fatalf("before the merge this laptop is said to have had %s", line[len(line)-2].ID.Short())
		}
		if undo, _ := a.graph.Stack(merge); undo[len(undo)-1] != merge {
			t.Fatal("the merge cannot be undone")
		}
		merged := maps.Clone(a.records)
		a.replay(KindUndo)
		same(t, "undone", records, a.records)
		a.replay(KindRedo)
		same(t, "redone", merged, a.records)
	})
}

func TestForgettingLeavesEveryOtherRecord(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, _ := two(t, false)
		pick := rapid.Map(rapid.SampledFrom(a.graph.entries), func(e Entry) ID { return e.ID })
		from, to := pick.Draw(t, "from"), pick.Draw(t, "to")
		before, _ := a.graph.Net(from, to, a.load)
		records := maps.Clone(a.records)
		a.forget()
		commit, err := a.load(a.head)
		if err != nil || commit.Header.Kind != KindForget {
			return // there was nothing to forget
		}
		gone := commit.Changes[0].Ref
		after, err := a.graph.Net(from, to, a.load)
		if err != nil {
			t.Fatal(err)
		}
		before.Changes = slices.DeleteFunc(before.Changes, func(c Change) bool { return c.Ref == gone })
		if diff := cmp.Diff(before.Changes, after.Changes, emptyIsNil); diff != "" {
			t.Fatal(diff)
		}
		delete(records, gone)
		same(t, "records", records, a.records)
		for id := range a.stored {
			commit, err := a.load(id)
			if at := slices.IndexFunc(commit.Changes, func(c Change) bool { return c.Ref == gone }); err != nil || at >= 0 && id != a.head {
				t.Fatalf("%s still says %+v, %v", id.Short(), commit.Changes[at], err)
			}
		}
	})
}

// Two laptops that merge each other at the same time, and answer differently,
// are asked again, about that alone, and agree after one more merge.
func TestCrossedMergesConverge(t *testing.T) {
	law(t, func(t *rapid.T) {
		a, b := two(t, true)
		beforeB := b.copied("Bo")
		var asked []Conflict
		answer := anyAnswer(t)
		b.pull(a, func(c Conflict) Answer { asked = append(asked, c); return answer(c) })
		a.pull(beforeB, answer)
		for _, l := range []*laptop{a, b} {
			for range rapid.IntRange(0, 2).Draw(t, "more") {
				l.edit()
			}
		}
		a.fetch(b)
		if len(a.graph.Bases(a.head, b.head)) > 1 {
			m := a.merge(b.head)
			for _, c := range asked {
				answeredAgain(t, m, c, Flatten(a.records[c.Ref]), Flatten(b.records[c.Ref]))
			}
		}
		given := map[string]Answer{}
		beforeB = b.copied("Bo")
		b.pull(a, func(c Conflict) Answer { given[c.ID] = answer(c); return given[c.ID] })
		a.pull(beforeB, func(c Conflict) Answer { return mirrored(given[c.ID]) })
		same(t, "they differ", a.records, b.records)
		if len(given) == 0 && a.head != b.head {
			t.Fatal("the heads differ")
		}
	})
}

// Three laptops that merge in a circle come to the same records, and stay there.
// An answer is news that has to go round, too, so that it takes more rounds than
// there are laptops.
func TestACircleComesToRest(t *testing.T) {
	law(t, func(t *rapid.T) {
		all := visited(t, true)
		alike := func() bool {
			return reflect.DeepEqual(all[0].records, all[1].records) && reflect.DeepEqual(all[1].records, all[2].records)
		}
		rested := false
		for range 6 {
			for i, l := range all {
				l.pull(all[(i+1)%3], likewise)
			}
			if rested && !alike() {
				t.Fatal("they parted again")
			}
			rested = alike()
		}
		if !rested {
			t.Fatal("they never agree")
		}
	})
}

// likewise answers as everybody would who does.
func likewise(c Conflict) Answer {
	if fmt.Sprint(c.Ours) < fmt.Sprint(c.Theirs) {
		return Answer{Choice: ChooseTheirs}
	}
	return Answer{Choice: ChooseOurs}
}

// answeredAgain holds a merge to what was in conflict in both merges before it:
// it is again exactly where the sides differ in more than a moment.
func answeredAgain(t *rapid.T, m *Merge, before Conflict, ours, theirs Fields) {
	if slices.Contains(m.Forgotten, before.Ref) {
		return
	}
	if before.Unit != "" {
		ours, theirs = unitOf(before.Ref.Kind, before.Unit, ours), unitOf(before.Ref.Kind, before.Unit, theirs)
	}
	found := slices.ContainsFunc(m.Conflicts, func(c Conflict) bool {
		return c.Ref == before.Ref && (before.Unit == "" || c.Unit == before.Unit || c.Unit == "")
	})
	whole := conflictOf(m, before.Ref, "") != nil
	if differ := !maps.Equal(said(ours), said(theirs)); differ != found && !whole {
		t.Fatalf("%v %s: ours %v, theirs %v, in conflict: %v", before.Ref, before.Unit, ours, theirs, found)
	}
}
