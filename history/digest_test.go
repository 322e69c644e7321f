package history

import (
	"math/rand/v2"
	"testing"

	"demarc/assess"

	"pgregory.net/rapid"
)

func TestDigestVector(t *testing.T) {
	var d Digest
	if want := "0000000000000000000000000000000000000000000000000000000000000000"; d.String() != want {
		t.Errorf("no records: %s", d)
	}
	// printf '\0\0\0\0\0\0\0\5asset\0\0\0\0\0\0\0\2a1\0\0\0\0\0\0\0\1x' | sha256sum
	d.Add(assess.KindAsset, []byte("a1"), []byte("x"))
	if want := "206b131472be703fea213d54c5da4f51fc224da8bb8605ca02810c179b6c6d3e"; d.String() != want {
		t.Errorf("one record: %s", d)
	}
}

type stored struct{ kind, key, value string }

func anyStored() *rapid.Generator[stored] {
	return rapid.Custom(func(t *rapid.T) stored {
		return stored{rapid.StringN(0, 3, -1).Draw(t, "kind"), rapid.StringN(0, 3, -1).Draw(t, "key"), rapid.StringN(0, 2000, -1).Draw(t, "value")}
	})
}

func sum(records []stored) (d Digest) {
	for _, r := range records {
		d.Add(assess.RecordKind(r.kind), []byte(r.key), []byte(r.value))
	}
	return d
}

func TestDigestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfDistinct(anyStored(), rapid.ID).Draw(t, "records")
		d := sum(records)
		shuffled := append([]stored(nil), records...)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if sum(shuffled) != d {
			t.Fatal("the order matters")
		}
		if len(records) > 0 && sum(records[1:]) == d {
			t.Fatal("a record does not matter")
		}
		var back Digest
		if err := back.UnmarshalText([]byte(d.String())); err != nil || back != d {
			t.Fatalf("%s is read as %s, %v", d, back, err)
		}
		for _, r := range shuffled {
			d.Remove(assess.RecordKind(r.kind), []byte(r.key), []byte(r.value))
		}
		if d != (Digest{}) {
			t.Fatal("taking every record out leaves something")
		}
	})
}

func TestDigestAllocatesNothing(t *testing.T) {
	var d Digest
	key, value := []byte("0199-0199-0199/AI-SEC-001"), make([]byte, 200)
	if n := testing.AllocsPerRun(100, func() { d.Add(assess.KindCell, key, value) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestHexIsRefused(t *testing.T) {
	for _, text := range []string{"", "00", "zz", "0x" + Digest{}.String()[2:], Digest{}.String() + "00"} {
		var d Digest
		if err := d.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was accepted", text)
		}
		if _, err := ParseID(text); err == nil {
			t.Errorf("%q was accepted as an id", text)
		}
	}
}

// BenchmarkDigest adds 260,000 records, as opening a large engagement does.
func BenchmarkDigest(b *testing.B) {
	key, value := []byte("01992f5e-5c1e-7aaa-bbbb-0123456789ab/AI-SEC-001"), make([]byte, 150)
	for b.Loop() {
		var d Digest
		for range 260_000 {
			d.Add(assess.KindCell, key, value)
		}
	}
}
