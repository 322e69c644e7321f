package store

import (
	"bytes"
	"reflect"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var aCell = assess.Ref{Kind: assess.KindCell, Key: "a1/AI-SEC-001"}

// The decoder of cells is a short way to what the general one returns.
func TestTheCellDecoderAgreesWithTheGeneralOne(t *testing.T) {
	d := newDecoder()
	short, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		record := recordAt(t, aCell)
		if record == nil {
			return
		}
		if cell := record.(*assess.Cell); rapid.Bool().Draw(t, "common") {
			cell.Boundary, cell.GapAddressed, cell.Due, cell.Reopened = nil, "", 0, ""
			for _, clause := range []*assess.Clause{cell.Customer, cell.Provider} {
				if clause != nil {
					clause.Reference = nil
				}
			}
		}
		encoded, err := encodeRecord(record)
		if err != nil {
			t.Fatal(err)
		}
		all++
		if agree(t, d, encoded) {
			short++
		}
		decoded, err := d.decode(aCell.Kind, []byte(aCell.Key), encoded)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := encodeRecord(decoded); err != nil || !bytes.Equal(again, encoded) {
			t.Fatalf("%v: %s", err, cmp.Diff(record, decoded))
		}
	})
	if short < all/10 || short == all {
		t.Errorf("%d of %d cells went the short way", short, all)
	}
}

// agree holds what the cell decoder makes of bytes against what the general
// one makes, and reports whether it made anything.
func agree(t interface {
	Helper()
	Fatalf(string, ...any)
}, d *decoder, encoded []byte) bool {
	t.Helper()
	cell := d.cell([]byte(aCell.Key), encoded)
	if cell == nil {
		return false
	}
	general, err := decodeRecord(aCell, encoded)
	if err != nil {
		t.Fatalf("%x: the general decoder refuses it: %v", encoded, err)
	}
	if !reflect.DeepEqual(general, assess.Record(cell)) {
		t.Fatalf("%x: %s", encoded, cmp.Diff(general, assess.Record(cell)))
	}
	return true
}

func TestCellsOffTheShortWay(t *testing.T) {
	tests := map[string]struct {
		encoded string
		cell    bool // what the general decoder makes of it
	}{
		"nothing":                         {"", false},
		"a cell that says nothing":        {"\xa0", true},
		"a field twice":                   {"\xa2\x07\x61a\x07\x61b", false},
		"fields out of order":             {"\xa2\x07\x61a\x04\xa1\x01\x61b", true},
		"a field that there is not":       {"\xa1\x18\x63\x61a", false},
		"a decision":                      {"\xa1\x03\xa1\x01\x65party", true},
		"a moment before 1970":            {"\xa1\x04\xa1\x03\x20", true},
		"a moment past all counting":      {"\xa1\x04\xa1\x03\x1b\xff\xff\xff\xff\xff\xff\xff\xff", false},
		"a number where a text should be": {"\xa1\x07\x01", false},
		"a text cut off":                  {"\xa1\x07\x65par", false},
		"a text that is none":             {"\xa1\x07\x62\xff\xff", false},
		"a length cut off":                {"\xa1\x07\x79\x01", false},
		"a length past all memory":        {"\xa1\x07\x7b\xff\xff\xff\xff\xff\xff\xff\xff", false},
		"a length of no sort":             {"\xa1\x07\x7c" + string(make([]byte, 200)), false},
		"a set past all memory":           {"\xa1\x01\xa1\x02\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", false},
		"a map without an end":            {"\xbf\x07\x61a\xff", false},
		"something behind":                {"\xa0\xa0", false},
		"a deep nest":                     {"\xa1\x01" + string(bytes.Repeat([]byte{0x81}, 100_000)) + "\x01", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDecoder()
			agree(t, d, []byte(test.encoded))
			if record, err := d.decode(aCell.Kind, []byte(aCell.Key), []byte(test.encoded)); (err == nil) != test.cell {
				t.Errorf("became %+v, %v", record, err)
			}
		})
	}
	for _, key := range []string{"", "a1", "a1/", "/AI-SEC-001"} {
		if record, err := newDecoder().decode(assess.KindCell, []byte(key), []byte("\xa0")); err == nil {
			t.Errorf("the key %q became %+v", key, record)
		}
	}
}

// Sharing what is equal changes nothing that a record says.
func TestRecordsThatShareAreWhatTheyWere(t *testing.T) {
	d := newDecoder()
	rapid.Check(t, func(t *rapid.T) {
		ref := assess.Ref{Kind: rapid.SampledFrom(assess.RecordKinds).Draw(t, "kind"), Key: aCell.Key}
		record := recordAt(t, ref)
		if record == nil {
			return
		}
		encoded, err := encodeRecord(record)
		if err != nil {
			t.Fatal(err)
		}
		shared, err := d.decode(ref.Kind, []byte(ref.Key), bytes.Clone(encoded))
		if err != nil || !reflect.DeepEqual(record, shared) {
			t.Fatalf("%v: %s", err, cmp.Diff(record, shared))
		}
		plain, err := decodeRecord(ref, encoded)
		if err != nil || !reflect.DeepEqual(record, plain) {
			t.Fatalf("%v: %s", err, cmp.Diff(record, plain))
		}
	})
}

func TestKeysAndKinds(t *testing.T) {
	codes := map[byte]bool{}
	for _, kind := range assess.RecordKinds {
		ref := assess.Ref{Kind: kind, Key: "a1/AI-SEC-001"}
		key := recordKey(ref)
		if again, ok := toRef(key); again != ref || !ok || len(key) != keyStart+len(ref.Key) {
			t.Errorf("%q is read as %v, %v", key, again, ok)
		}
		codes[key[0]] = true
	}
	if len(codes) != len(assess.RecordKinds) {
		t.Errorf("%d kinds of record share %d codes", len(assess.RecordKinds), len(codes))
	}
	for _, key := range []string{"", "c", "c/", "x/1"} {
		if ref, ok := toRef([]byte(key)); ok {
			t.Errorf("%q is read as %v", key, ref)
		}
	}
}
