package history

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"demarc/assess"
)

const (
	// MaxKey bounds a record's key in bytes.
	MaxKey = 1 << 10
	// MaxBody bounds an encoded body, and the changes of one commit written
	// out one by one, in bytes.
	MaxBody = 1 << 30
)

// group is the changes of one kind of record that changed the same fields in
// the same way: assigning a thousand cells to one team is one group.
type group struct {
	Kind   assess.RecordKind `json:"kind"`
	Fields []FieldChange     `json:"fields"`
	Keys   []string          `json:"keys"`
	Salts  salts             `json:"salts"`
}

// erasedGroup is the records of one kind whose changes were erased.
type erasedGroup struct {
	Kind assess.RecordKind `json:"kind"`
	Keys []string          `json:"keys"`
}

type body struct {
	Groups []group       `json:"groups"`
	Erased []erasedGroup `json:"erased,omitempty"`
}

// Body is what a commit changed, kept apart from its header. Changes are sorted
// by kind and key, and each has its salt. Erased are the records whose changes
// are gone, likewise sorted; no record is in both.
type Body struct {
	Changes []Change
	Salts   []Salt
	Erased  []assess.Ref
}

// EncodeBody writes changes and their salts as JSON, grouped. The changes are
// sorted by kind and key, each record is changed once, and each change has its
// salt. It fails for changes that break that or a limit, and for text that is
// not UTF-8.
func EncodeBody(changes []Change, of []Salt) ([]byte, error) {
	return Body{Changes: changes, Salts: of}.encode()
}

func (b Body) encode() ([]byte, error) {
	changes, of := b.Changes, b.Salts
	if err := checkChanges(changes, of); err != nil {
		return nil, err
	}
	if err := b.checkErased(); err != nil {
		return nil, err
	}
	written := body{Groups: []group{}, Erased: groupErased(b.Erased)}
	at := map[string]int{}
	var name []byte
	for i, change := range changes {
		name = appendFields(appendText(name[:0], string(change.Ref.Kind)), change.Fields)
		g, known := at[string(name)]
		if !known {
			g = len(written.Groups)
			at[string(name)] = g
			written.Groups = append(written.Groups, group{Kind: change.Ref.Kind, Fields: change.Fields})
		}
		to := &written.Groups[g]
		to.Keys, to.Salts = append(to.Keys, change.Ref.Key), append(to.Salts, of[i])
	}
	return marshalUpTo(MaxBody, written)
}

// marshalUpTo refuses what would be too long to be read again: quoted, a text
// may become six times as long as it was.
func marshalUpTo(limit int, written body) ([]byte, error) {
	encoded, err := json.Marshal(written)
	if err == nil && len(encoded) > limit {
		return nil, tooLarge(limit)
	}
	return encoded, err
}

func tooLarge(limit int) error {
	return fmt.Errorf("a commit of more than %d bytes is too large: make it in parts", limit)
}

// DecodeBody reads what EncodeBody and Erase wrote and nothing else. Changes of
// one group share their Fields.
func DecodeBody(encoded []byte) (Body, error) {
	if len(encoded) > MaxBody {
		return Body{}, fmt.Errorf("a commit's body of %d bytes is too long", len(encoded))
	}
	var read body
	if err := json.Unmarshal(encoded, &read); err != nil {
		return Body{}, errors.New("a commit's body cannot be read")
	}
	decoded, err := read.decode()
	if err != nil {
		return Body{}, err
	}
	again, err := decoded.encode()
	if err != nil {
		return Body{}, err
	}
	if !bytes.Equal(again, encoded) {
		return Body{}, errors.New("a commit's body is not written as Demarc writes it")
	}
	return decoded, nil
}

func (read *body) decode() (Body, error) {
	type salted struct {
		Change
		salt Salt
	}
	var rows []salted
	for _, g := range read.Groups {
		if len(g.Keys) != len(g.Salts) || len(rows)+len(g.Keys) > MaxChanges {
			return Body{}, errors.New("a commit's body has too many changes, or not one salt for each")
		}
		for i, key := range g.Keys {
			rows = append(rows, salted{Change{assess.Ref{Kind: g.Kind, Key: key}, g.Fields}, g.Salts[i]})
		}
	}
	slices.SortFunc(rows, func(a, b salted) int { return byRef(a.Change, b.Change) })
	decoded := Body{Changes: make([]Change, len(rows)), Salts: make([]Salt, len(rows))}
	for i, row := range rows {
		decoded.Changes[i], decoded.Salts[i] = row.Change, row.salt
	}
	for _, g := range read.Erased {
		for _, key := range g.Keys {
			decoded.Erased = append(decoded.Erased, assess.Ref{Kind: g.Kind, Key: key})
		}
	}
	return decoded, nil
}

// checkChanges holds changes to the rules of EncodeBody.
func checkChanges(changes []Change, of []Salt) error {
	if len(changes) > MaxChanges || len(of) != len(changes) {
		return fmt.Errorf("a commit of %d changes and %d salts cannot be written: make it in parts of at most %d", len(changes), len(of), MaxChanges)
	}
	total := 0
	for i, change := range changes {
		ref := change.Ref
		if err := checkRef(ref); err != nil {
			return err
		}
		if i > 0 && byRef(changes[i-1], change) >= 0 {
			return fmt.Errorf("%s %s: changed twice in one commit, or out of order", ref.Kind, ref.Key)
		}
		size, err := checkFields(change)
		if err != nil {
			return fmt.Errorf("%s %s: %w", ref.Kind, ref.Key, err)
		}
		if total += size; total > MaxBody {
			return tooLarge(MaxBody)
		}
	}
	return nil
}

func checkRef(ref assess.Ref) error {
	switch {
	case !slices.Contains(assess.RecordKinds, ref.Kind):
		return fmt.Errorf("there are no records of kind %.40q", ref.Kind)
	case ref.Key == "" || len(ref.Key) > MaxKey || !utf8.ValidString(ref.Key):
		return fmt.Errorf("%.80q is no key of a record", ref.Key)
	}
	return nil
}

// checkFields holds one record's changes to the rules and returns their size.
func checkFields(change Change) (size int, err error) {
	fields, anew := change.after()
	if anew && len(fields) == 0 && len(change.Fields) > 0 {
		return 0, errors.New("a record that is made anew and has no fields")
	}
	for i, f := range fields {
		switch {
		case f.Path == "" || i > 0 && byPath(fields[i-1], f) >= 0:
			return 0, fmt.Errorf("the field %.80q is changed twice, or out of order", f.Path)
		case f.Old == f.New:
			return 0, fmt.Errorf("the field %.80q is changed to what it was", f.Path)
		case anew && f.Old != "":
			return 0, fmt.Errorf("the field %.80q is changed in a record that is made anew", f.Path)
		case !utf8.ValidString(f.Path) || !utf8.ValidString(f.Old) || !utf8.ValidString(f.New):
			return 0, fmt.Errorf("the field %.80q holds bytes that are no UTF-8 text", f.Path)
		}
		size += len(f.Path) + len(f.Old) + len(f.New)
	}
	return size, nil
}

// appendText appends a text after its length as 8 bytes.
func appendText(to []byte, text string) []byte {
	return append(binary.BigEndian.AppendUint64(to, uint64(len(text))), text...)
}

// appendFields appends the number of fields and each one's path, old and new
// text.
func appendFields(to []byte, fields []FieldChange) []byte {
	to = binary.BigEndian.AppendUint64(to, uint64(len(fields)))
	for _, f := range fields {
		to = appendText(appendText(appendText(to, f.Path), f.Old), f.New)
	}
	return to
}
