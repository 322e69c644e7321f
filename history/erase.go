package history

import (
	"errors"
	"fmt"
	"slices"

	"demarc/assess"
)

// Erase takes the changes of the given records out of a commit's body, fields
// and salts, and leaves which records they were. Forgettings stay: they hold
// nothing, and are what the erasing rests on. It returns the body and how many
// changes went; where none did, the bytes are the same.
//
// A commit that forgets a record asks for this in every commit that does not
// follow it: see Graph.NotAfter.
func Erase(bodyBytes []byte, refs []assess.Ref) ([]byte, int, error) {
	b, err := DecodeBody(bodyBytes)
	if err != nil {
		return nil, 0, err
	}
	gone := make(map[assess.Ref]bool, len(refs))
	for _, ref := range refs {
		gone[ref] = true
	}
	left := Body{Erased: b.Erased}
	for i, change := range b.Changes {
		if gone[change.Ref] && len(change.Fields) > 0 {
			left.Erased = append(left.Erased, change.Ref)
			continue
		}
		left.Changes, left.Salts = append(left.Changes, change), append(left.Salts, b.Salts[i])
	}
	n := len(b.Changes) - len(left.Changes)
	if n == 0 {
		return bodyBytes, 0, nil
	}
	slices.SortFunc(left.Erased, compareRefs)
	erased, err := left.encode()
	return erased, n, err
}

// checkErased holds the erased records to the rules of a body.
func (b Body) checkErased() error {
	if len(b.Changes)+len(b.Erased) > MaxChanges {
		return errors.New("a commit's body has too many changes")
	}
	for i, ref := range b.Erased {
		if err := checkRef(ref); err != nil {
			return err
		}
		_, changed := slices.BinarySearchFunc(b.Changes, ref, func(c Change, ref assess.Ref) int { return compareRefs(c.Ref, ref) })
		if changed || i > 0 && compareRefs(b.Erased[i-1], ref) >= 0 {
			return fmt.Errorf("%s %s: erased twice or only in part, or out of order", ref.Kind, ref.Key)
		}
	}
	return nil
}

// groupErased puts sorted records into one group for each kind.
func groupErased(refs []assess.Ref) []erasedGroup {
	var groups []erasedGroup
	for _, ref := range refs {
		if n := len(groups); n == 0 || groups[n-1].Kind != ref.Kind {
			groups = append(groups, erasedGroup{Kind: ref.Kind})
		}
		last := &groups[len(groups)-1]
		last.Keys = append(last.Keys, ref.Key)
	}
	return groups
}
