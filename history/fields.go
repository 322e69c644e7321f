package history

import (
	"fmt"
	"reflect"
	"slices"

	"demarc/assess"
)

// Fields is a record as flat paths with canonical texts. No text is empty: an
// absent field has no path. The record's key is not among them.
type Fields map[string]string

// present is the text of an element of a set.
const present = "true"

// Flatten reads a record as fields. No record gives no fields.
func Flatten(record assess.Record) Fields {
	fields := Fields{}
	if record != nil {
		v := reflect.ValueOf(record).Elem()
		planOf(v.Type()).flatten(v, "", fields)
	}
	return fields
}

func (p *plan) flatten(v reflect.Value, prefix string, out Fields) {
	for i := range p.leaves {
		l := &p.leaves[i]
		field := l.in(v)
		if !field.IsValid() || field.IsZero() {
			continue
		}
		switch l.shape {
		case scalar:
			if text := l.write(field); text != "" {
				out[prefix+l.path] = text
			}
		case set:
			for n := range field.Len() {
				out[keyed(prefix+l.path, field.Index(n).String())] = present
			}
		case table:
			for entries := field.MapRange(); entries.Next(); {
				l.entry.flatten(entries.Value(), keyed(prefix+l.path, entries.Key().String())+".", out)
			}
		}
	}
}

// Unflatten makes the record that the fields describe: the inverse of Flatten.
// Sets are sorted, and a nested struct exists only where one of its fields
// does. Fields that hold nothing give a record that holds nothing. It fails
// for a kind, key, path or text that cannot be.
func Unflatten(ref assess.Ref, fields Fields) (assess.Record, error) {
	record, err := assess.NewRecord(ref)
	if err != nil {
		return nil, err
	}
	v := reflect.ValueOf(record).Elem()
	p := planOf(v.Type())
	for path, text := range fields {
		if err := p.set(v, path, text); err != nil {
			return nil, fmt.Errorf("%s %s: %w", ref.Kind, ref.Key, err)
		}
	}
	p.sortSets(v)
	return record, nil
}

func (p *plan) set(v reflect.Value, path, text string) error {
	name, key, hasKey, rest, err := splitPath(path)
	if err != nil {
		return err
	}
	l := p.byPath[name]
	if l == nil || (l.shape == scalar) == hasKey || (l.shape == table) != (rest != "") {
		return fmt.Errorf("there is no field %q", path)
	}
	field := l.reach(v)
	switch l.shape {
	case set:
		if text != present {
			return fmt.Errorf("%s cannot be %q", path, text)
		}
		field.Set(reflect.Append(field, reflect.ValueOf(key)))
	case table:
		return l.setEntry(field, key, rest, text)
	default:
		return l.read(field, text)
	}
	return nil
}

// setEntry sets one field of one entry; a map's values are not addressable, so
// the entry is copied out and back.
func (l *leaf) setEntry(entries reflect.Value, key, path, text string) error {
	if entries.IsNil() {
		entries.Set(reflect.MakeMap(entries.Type()))
	}
	at := reflect.ValueOf(key)
	entry := reflect.New(entries.Type().Elem()).Elem()
	if old := entries.MapIndex(at); old.IsValid() {
		entry.Set(old)
	}
	if err := l.entry.set(entry, path, text); err != nil {
		return err
	}
	entries.SetMapIndex(at, entry)
	return nil
}

// sortSets brings the sets into order. Their elements differ, since each had a
// path of its own.
func (p *plan) sortSets(v reflect.Value) {
	for i := range p.leaves {
		l := &p.leaves[i]
		if l.shape == scalar {
			continue
		}
		field := l.in(v)
		if !field.IsValid() || field.Len() == 0 {
			continue
		}
		if l.shape == set {
			slices.Sort(field.Interface().([]string))
			continue
		}
		for entries := field.MapRange(); entries.Next(); {
			l.entry.sortSets(entries.Value())
		}
	}
}
