package desk

import "demarc/engagement"

// Other is another copy of the engagement that is looked at, to be merged. It
// outlives the screen that shows it and the appearance, and never the desk.
type Other struct {
	Path string
	// Passphrase opened it; nil where it needs none, or none is known.
	Passphrase *string
	// Merging is what it would bring; nil until it was read.
	Merging *engagement.Merging
	// Trouble is why it could not be read, or merged.
	Trouble error
	Busy    bool // it is being read or merged
	// Follow is told of a change of all this; it is of the screen that shows it.
	Follow func()
}

// LookAt begins to look at another copy, in the place of the one before.
func (d *Desk) LookAt(other *Other) {
	if d.Other != nil && other != nil {
		other.Follow = d.Other.Follow
	}
	d.LookAway()
	d.Other = other
}

// LookAway lets go of the other copy, if one is looked at.
func (d *Desk) LookAway() {
	if d.Other != nil && d.Other.Merging != nil {
		d.Other.Merging.Close() // it was only read
	}
	d.Other = nil
}

// Looked takes what came of reading or merging a copy, unless nobody looks at
// it any more. It reports whether somebody does.
func (d *Desk) Looked(other *Other, m *engagement.Merging, trouble error) bool {
	if d.Other != other {
		if m != nil {
			m.Close()
		}
		return false
	}
	other.Busy, other.Merging, other.Trouble = false, m, trouble
	return true
}
