package history

import (
	"crypto/sha256"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// anyHeader makes headers that keep the rules, or nearly.
func anyHeader() *rapid.Generator[Header] {
	return rapid.Custom(func(t *rapid.T) Header {
		h := Header{
			Time:      assess.Instant(rapid.Int64Range(-100_000_000_000_000, 300_000_000_000_000).Draw(t, "time")),
			Author:    anyText().Draw(t, "author"),
			Capacity:  rapid.SampledFrom(Capacities).Draw(t, "capacity"),
			Kind:      rapid.SampledFrom(Kinds).Draw(t, "kind"),
			Catalogue: anyText().Draw(t, "catalogue"),
		}
		for range rapid.IntRange(0, 2).Draw(t, "parents") {
			h.Parents = append(h.Parents, sha256.Sum256([]byte{rapid.Byte().Draw(t, "parent")}))
		}
		if h.Kind == KindUndo || h.Kind == KindRedo {
			h.Target = ID{rapid.Byte().Draw(t, "target")}
		}
		for range rapid.IntRange(0, 3).Draw(t, "digests") {
			h.Digests = append(h.Digests, sha256.Sum256([]byte{rapid.Byte().Draw(t, "digest")}))
		}
		h.State.Add(assess.KindParty, []byte("p"), []byte{rapid.Byte().Draw(t, "state")})
		return h
	})
}

// What is written can be read: a commit that nobody can read again would be as
// good as lost.
func TestHeadersThatAreWrittenAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHeader().Draw(t, "header")
		encoded, err := EncodeHeader(h)
		if err != nil {
			return
		}
		again, err := DecodeHeader(encoded)
		if err != nil {
			t.Fatalf("%v: %s", err, encoded)
		}
		if diff := cmp.Diff(h, again, cmpopts.EquateEmpty(), cmp.AllowUnexported(Digest{})); diff != "" {
			t.Fatal(diff)
		}
		if state, err := StateOf(encoded); err != nil || state != h.State {
			t.Fatalf("its state is read as %s, %v", state, err)
		}
	})
}

func TestHeadersOfOtherAgesAreRefused(t *testing.T) {
	for year, fits := range map[int]bool{-1: false, 0: true, 1969: true, 9999: true, 10_000: false} {
		h, _, _ := sample()
		h.Time = assess.InstantOf(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC))
		if _, err := EncodeHeader(h); (err == nil) != fits {
			t.Errorf("the year %d: %v", year, err)
		}
	}
}

// A text within the header cannot pass for its state.
func TestStateOfIsNotFooled(t *testing.T) {
	other := Digest{limbs: [4]uint64{1}}
	h, _, _ := sample()
	h.Author = `","state":"` + other.String() + `"`
	h.State = Digest{limbs: [4]uint64{2}}
	encoded, err := EncodeHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	if state, err := StateOf(encoded); err != nil || state != h.State {
		t.Errorf("read as %s, %v", state, err)
	}
	if _, err := StateOf([]byte(`{"parents":[]}`)); err == nil {
		t.Error("a state was found where there is none")
	}
}

func TestHeadersAndBodiesPastTheirLimitsAreRefused(t *testing.T) {
	if _, err := DecodeHeader(make([]byte, maxHeader+1)); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("the header: %v", err)
	}
	h, _, _ := sample()
	h.Digests = make(Digests, MaxChanges+1)
	if _, err := EncodeHeader(h); err == nil || !strings.Contains(err.Error(), "make it in parts") {
		t.Errorf("the digests: %v", err)
	}
	quoted := body{Groups: []group{{Kind: assess.KindParty, Fields: []FieldChange{{"name", "", strings.Repeat("\x01", 100)}}}}}
	if _, err := marshalUpTo(500, quoted); err == nil || !strings.Contains(err.Error(), "make it in parts") {
		t.Errorf("the body: %v", err)
	}
	if encoded, err := marshalUpTo(1000, quoted); err != nil || len(encoded) < 600 {
		t.Errorf("%d bytes, %v", len(encoded), err)
	}
}

func TestIDs(t *testing.T) {
	id := ID(sha256.Sum256(nil))
	if again, err := ParseID(id.String()); err != nil || again != id {
		t.Errorf("%s is read as %s, %v", id, again, err)
	}
	if id.Short() != "e3b0c44298fc" || (ID{}).Short() != "" || (ID{}).String() != "" {
		t.Errorf("short %q, none %q", id.Short(), ID{})
	}
	again := id
	if err := again.UnmarshalText(nil); err != nil || again != (ID{}) {
		t.Errorf("no text is read as %s, %v", again, err)
	}
}

func TestSortedLeavesItsArgumentAlone(t *testing.T) {
	_, changes, _ := sample()
	before := slices.Clone(changes)
	sorted := Sorted(changes)
	if sorted[0].Ref.Key != "a1/AI-SEC-001" || sorted[2].Ref.Kind != assess.KindParty {
		t.Errorf("sorted: %v", sorted)
	}
	if diff := cmp.Diff(before, changes); diff != "" {
		t.Error(diff)
	}
}
