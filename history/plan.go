package history

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// shape says how a field of a record becomes paths.
type shape uint8

const (
	scalar shape = iota // one path
	set                 // []string: one path per element
	table               // map[string]struct: one path per entry and field
)

// leaf is one field of a record, however deeply nested.
type leaf struct {
	path  string // the `json` names on the way, with dots
	index []int  // the way through the struct, across pointers
	shape shape
	text  bool // the field writes and reads its own text
	entry *plan
}

// plan is how records of one type are flattened, in the order of the fields.
type plan struct {
	leaves []leaf
	byPath map[string]*leaf
}

var (
	plans           sync.Map // reflect.Type -> *plan
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	stringType      = reflect.TypeFor[string]()
	stringSet       = reflect.TypeFor[[]string]()
)

// planOf returns the plan of a struct type. A type that cannot be flattened is
// a fault in the program and panics.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{byPath: map[string]*leaf{}}
	p.add(t, "", nil)
	for i := range p.leaves {
		p.byPath[p.leaves[i].path] = &p.leaves[i]
	}
	known, _ := plans.LoadOrStore(t, p)
	return known.(*plan)
}

func (p *plan) add(t reflect.Type, prefix string, way []int) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		path, index := prefix+name, append(slices.Clone(way), i)
		inner := field.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case field.Anonymous && name == "":
			p.add(inner, prefix, index)
		case inner.Kind() == reflect.Struct:
			p.add(inner, path+".", index)
		default:
			p.leaves = append(p.leaves, leafOf(field.Type, path, index))
		}
	}
}

func leafOf(t reflect.Type, path string, index []int) leaf {
	l := leaf{path: path, index: index}
	switch kind := t.Kind(); {
	case t.Implements(textMarshaler) && reflect.PointerTo(t).Implements(textUnmarshaler):
		l.text = true
	case kind == reflect.String, kind == reflect.Bool, reflect.Int <= kind && kind <= reflect.Int64:
	case t == stringSet:
		l.shape = set
	case kind == reflect.Map && t.Key() == stringType && t.Elem().Kind() == reflect.Struct:
		l.shape, l.entry = table, planOf(t.Elem())
	default:
		panic(fmt.Sprintf("history: the field %s of type %s cannot be kept as text", path, t))
	}
	return l
}

// in returns the leaf's value in a record, invalid where a struct on the way
// is missing.
func (l *leaf) in(v reflect.Value) reflect.Value {
	for _, i := range l.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// reach returns the leaf's value in a record, making the structs on the way.
func (l *leaf) reach(v reflect.Value) reflect.Value {
	for _, i := range l.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// write returns the canonical text of a scalar; a zero one has none.
func (l *leaf) write(v reflect.Value) string {
	switch kind := v.Kind(); {
	case v.IsZero():
		return ""
	case l.text:
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return ""
		}
		return string(text)
	case kind == reflect.String:
		return v.String()
	case kind == reflect.Bool:
		return "true"
	}
	return strconv.FormatInt(v.Int(), 10)
}

// read sets a scalar from its text and accepts the canonical text only, so
// that equal records have equal fields.
func (l *leaf) read(v reflect.Value, text string) error {
	var err error
	switch kind := v.Kind(); {
	case l.text:
		err = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	case kind == reflect.String:
		v.SetString(text)
	case kind == reflect.Bool:
		v.SetBool(text == "true")
	default:
		var n int64
		if n, err = strconv.ParseInt(text, 10, v.Type().Bits()); err == nil {
			v.SetInt(n)
		}
	}
	if err != nil || text == "" || l.write(v) != text {
		return fmt.Errorf("%s cannot be %q", l.path, text)
	}
	return nil
}
