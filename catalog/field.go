package catalog

import (
	"regexp"
	"slices"
	"strings"

	"demarc/assess"
)

// field is one key that an entry may have and how it is read into a T.
// Keys within keys are joined by dots; "mappings.*" takes any key of mappings.
type field[T any] struct {
	key      string
	required bool // by the composition, not by every pack
	read     func(f *faults, m member, into *T)
}

type fields[T any] []field[T]

// entry is one thing that a pack says: what it is known by and what it states.
type entry struct {
	id      string
	at      place
	members []member
}

// made is a T as one or more packs' entries have made it. set holds where each
// field was last stated.
type made[T any] struct {
	id    string
	value T
	at    place
	set   map[string]place
}

// apply reads what an entry states over what is already there.
func (t fields[T]) apply(f *faults, e entry, into *made[T]) {
	t.applyAll(f, "", e.members, into)
}

func (t fields[T]) applyAll(f *faults, prefix string, members []member, into *made[T]) {
	for _, m := range members {
		key := prefix + m.key
		known, found := t.find(prefix, m.key)
		switch {
		case !found && t.isGroup(key):
			t.applyAll(f, key+".", f.members(m), into)
		case !found:
			f.add(m.at, "the key %s is unknown: %s are known", m.key, assess.Words(t.keysUnder(prefix)))
		case known.required && m.empty():
			f.add(m.at, "%s is empty", m.key)
			into.set[key] = m.at
		default:
			into.set[key] = m.at
			known.read(f, m, &into.value)
		}
	}
}

// find returns the field that a key under a prefix fills. A key's own dots
// divide nothing, so that they cannot stand for a group.
func (t fields[T]) find(prefix, key string) (field[T], bool) {
	for _, known := range t {
		if known.key == prefix+key && !strings.Contains(key, ".") || prefix != "" && known.key == prefix+"*" {
			return known, true
		}
	}
	return field[T]{}, false
}

func (t fields[T]) isGroup(key string) bool {
	return slices.ContainsFunc(t, func(known field[T]) bool { return strings.HasPrefix(known.key, key+".") })
}

// keysUnder lists the keys that may stand under a prefix, each once.
func (t fields[T]) keysUnder(prefix string) []string {
	var keys []string
	for _, known := range t {
		if rest, under := strings.CutPrefix(known.key, prefix); under {
			key, _, _ := strings.Cut(rest, ".")
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// complete adds a fault for every required field that no pack stated.
func (t fields[T]) complete(f *faults, what string, m *made[T]) {
	for _, known := range t {
		if _, stated := m.set[known.key]; known.required && !stated {
			f.add(m.at, "%s has no %s", what, strings.ReplaceAll(known.key, ".", " "))
		}
	}
}

// forget takes back that fields were stated.
func (m *made[T]) forget(keys ...string) {
	for _, key := range keys {
		delete(m.set, key)
	}
}

func textField[T any](key string, required bool, at func(*T) *string) field[T] {
	return field[T]{key, required, func(f *faults, m member, into *T) { *at(into) = f.text(m) }}
}

func lineField[T any](key string, required bool, at func(*T) *string) field[T] {
	return field[T]{key, required, func(f *faults, m member, into *T) { *at(into) = f.line(m) }}
}

func idField[T any](key string, pattern *regexp.Regexp, form string, at func(*T) *string) field[T] {
	return field[T]{key, true, func(f *faults, m member, into *T) { *at(into) = f.id(m, pattern, form) }}
}

func listField[T any](key string, required bool, at func(*T) *[]string) field[T] {
	return field[T]{key, required, func(f *faults, m member, into *T) { *at(into) = f.lines(m) }}
}

func numberField[T any](key string, low, high int, at func(*T) *int) field[T] {
	return field[T]{key, true, func(f *faults, m member, into *T) { *at(into) = f.number(m, low, high) }}
}

func dateField[T any](key string, required bool, at func(*T) *assess.Date) field[T] {
	return field[T]{key, required, func(f *faults, m member, into *T) { *at(into) = f.date(m) }}
}

func wordField[T any, W ~string](key string, required bool, known []W, at func(*T) *W) field[T] {
	return field[T]{key, required, func(f *faults, m member, into *T) { *at(into) = word(f, m, known) }}
}
