package history

import (
	"reflect"
	"slices"

	"demarc/assess"

	"pgregory.net/rapid"
)

// anyRecord makes normalised records of every kind: sets are sorted and
// without repeats, nothing is empty but not nil.
func anyRecord() *rapid.Generator[assess.Record] {
	return rapid.Custom(func(t *rapid.T) assess.Record { return recordAt(t, anyRef().Draw(t, "ref")) })
}

func anyRef() *rapid.Generator[assess.Ref] {
	return rapid.Custom(func(t *rapid.T) assess.Ref {
		ref := assess.Ref{Kind: rapid.SampledFrom(assess.RecordKinds).Draw(t, "kind"), Key: rapid.StringMatching(`[a-z0-9-]{1,8}`).Draw(t, "key")}
		if ref.Kind == assess.KindCell {
			ref.Key = assess.CellKey(ref.Key, "AI-SEC-001")
		}
		return ref
	})
}

func recordAt(t *rapid.T, ref assess.Ref) assess.Record {
	record, err := assess.NewRecord(ref)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, reflect.ValueOf(record).Elem())
	return record
}

// anyText leans towards what paths and encodings could stumble over.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "a", "]", "[", `"`, `\`, ".", "a].b", `["x"]`, "Zürich", "true", "مرحبا", "\x00", "\u2028", "<&>"}), rapid.String())
}

func fill(t *rapid.T, v reflect.Value) {
	switch v.Interface().(type) {
	case assess.Date:
		v.SetInt(int64(rapid.Int32Range(-300_000, 2_900_000).Draw(t, "date")))
		return
	case assess.Instant:
		v.SetInt(rapid.Int64Range(-10_000_000_000_000, 200_000_000_000_000).Draw(t, "instant"))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(anyText().Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, "number"))
	case reflect.Slice:
		if set := rapid.SliceOfNDistinct(anyText(), 0, 4, rapid.ID).Draw(t, "set"); len(set) > 0 {
			slices.Sort(set)
			v.Set(reflect.ValueOf(set))
		}
	case reflect.Pointer:
		if inner := reflect.New(v.Type().Elem()); rapid.Bool().Draw(t, "there") {
			fill(t, inner.Elem())
			if !inner.Elem().IsZero() {
				v.Set(inner)
			}
		}
	case reflect.Map:
		entries := reflect.MakeMap(v.Type())
		for range rapid.IntRange(0, 3).Draw(t, "entries") {
			entry := reflect.New(v.Type().Elem()).Elem()
			fill(t, entry)
			if !entry.IsZero() {
				entries.SetMapIndex(reflect.ValueOf(anyText().Draw(t, "entry")), entry)
			}
		}
		if entries.Len() > 0 {
			v.Set(entries)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fill(t, v.Field(i))
			}
		}
	default:
		t.Fatalf("nothing makes a %s", v.Type())
	}
}

// orAbsent stands for the absent record where the record holds nothing.
func orAbsent(record assess.Record) assess.Record {
	if len(Flatten(record)) == 0 {
		return nil
	}
	return record
}
