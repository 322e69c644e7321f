package desk_test

import (
	"testing"

	"pgregory.net/rapid"

	"demarc/app/desk"
)

// Whatever is typed and picked, in whatever forms, comes back field by field.
func TestFormsComeBackFromWhatWasWrittenDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var before, after desk.Unsent
		names := rapid.SampledFrom([]string{"a", "b/c", "", "ü\n"})
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			form, field, text := names.Draw(t, "form"), names.Draw(t, "field"), rapid.String().Draw(t, "text")
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				before.Type(form, field, text)
			case 1:
				before.Pick(form, field, text)
			case 2:
				before.Open(form)
				before.Type(form, field, text)
			case 3:
				before.Drop(form)
			}
		}
		if packed := before.Pack(); packed != nil {
			if err := after.Unpack(packed); err != nil {
				t.Fatal(err)
			}
		}
		for _, form := range []string{"a", "b/c", "", "ü\n"} {
			if before.IsOpen(form) != after.IsOpen(form) {
				t.Errorf("form %q is open: %v", form, after.IsOpen(form))
			}
			for _, field := range []string{"a", "b/c", "", "ü\n"} {
				want, held := before.Get(form, field)
				if got, holds := after.Get(form, field); got != want || holds != held {
					t.Errorf("%q of %q holds %q, not %q", field, form, got, want)
				}
			}
		}
	})
}

func TestWhatIsNoFormIsRefused(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "no JSON": "{", "a list": "[1]", "a form that is none": `{"a":"b"}`} {
		var u desk.Unsent
		if u.Unpack([]byte(text)) == nil || u.Text() != "" {
			t.Errorf("%s is taken", name)
		}
	}
}
