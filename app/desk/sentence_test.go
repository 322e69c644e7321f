package desk_test

import (
	"errors"
	"testing"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/words"
)

func TestAnErrorIsSaidAsASentence(t *testing.T) {
	coded := func(hint string) error {
		return &engagement.Error{Code: engagement.CodeInput, Message: words.Say("there is no party %q", "Ada"), Hint: words.Say(hint)}
	}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"plain", errors.New("the disk is full"), "The disk is full."},
		{"with a full stop", errors.New("the disk is full."), "The disk is full."},
		{"of two lines", errors.New("the disk\nis full"), "The disk is full."},
		{"beginning with a file's name", errors.New("notes.demarc is no engagement"), "notes.demarc is no engagement."},
		{"without a word", errors.New(""), ""},
		{"with advice", coded("choose another name"), `There is no party "Ada". Choose another name.`},
		{"with a question", coded(`did you mean "Adam"?`), `There is no party "Ada". Did you mean "Adam"?`},
		{"with advice for the command line", coded("use --force"), `There is no party "Ada".`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := desk.Sentence(nil, c.err); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
