package store

import (
	"reflect"
	"slices"

	"demarc/assess"
	"demarc/history"

	"pgregory.net/rapid"
)

// recordAt makes any record at a key, as the history keeps it: sets are sorted
// and without repeats, nothing is empty but not nil. It is nil where it would
// hold nothing.
func recordAt(t *rapid.T, ref assess.Ref) assess.Record {
	record, err := assess.NewRecord(ref)
	if err != nil {
		t.Fatal(err)
	}
	fillIn(t, reflect.ValueOf(record).Elem())
	if len(history.Flatten(record)) == 0 {
		return nil
	}
	return record
}

// anyText is short, long, or what an encoding could stumble over.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "p1", "p2", "implemented", "Zürich", "مرحبا", "\x00", `"]`, "a text of more than sixty-four bytes, which is not worth looking for"}),
		rapid.String(),
		rapid.StringN(20, 300, -1),
	)
}

func fillIn(t *rapid.T, v reflect.Value) {
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
		if set := rapid.SliceOfNDistinct(anyText(), 0, 30, rapid.ID).Draw(t, "set"); len(set) > 0 {
			slices.Sort(set)
			v.Set(reflect.ValueOf(set))
		}
	case reflect.Pointer:
		if inner := reflect.New(v.Type().Elem()); rapid.Bool().Draw(t, "there") {
			fillIn(t, inner.Elem())
			if !inner.Elem().IsZero() {
				v.Set(inner)
			}
		}
	case reflect.Map:
		entry := reflect.New(v.Type().Elem()).Elem()
		fillIn(t, entry)
		if !entry.IsZero() {
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(reflect.ValueOf(anyText().Draw(t, "entry")), entry)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fillIn(t, v.Field(i))
			}
		}
	default:
		t.Fatalf("nothing makes a %s", v.Type())
	}
}
