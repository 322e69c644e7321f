package exchange

import (
	"encoding/json"
	"errors"

	"demarc/words"
)

// jsonTrouble words why bytes could not be read as what is written here; the
// library's words are for programmers.
func jsonTrouble(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var said words.Says
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return words.Errorf("what it says at %q is of another kind than belongs there", kind.Field)
	case errors.As(err, &kind):
		return words.Errorf("a value in it is of another kind than belongs there")
	case errors.As(err, &syntax):
		return words.Errorf("it is damaged or cut short at byte %d", syntax.Offset)
	case errors.As(err, &said):
		return err
	}
	return words.Errorf("it is damaged")
}
