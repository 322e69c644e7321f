// Package locale gives the window's toolkit a language it can read. The toolkit
// reads the environment while the program is loaded, and complains on standard
// error of the plain locales C and POSIX: in a build with a window, every command
// would. Packages are loaded in the order of their paths, so this one comes
// first.
package locale

import (
	"os"
	"slices"
)

// plain are locales without a language.
var plain = []string{"C", "POSIX", "C.UTF-8", "C.utf8"}

const english = "en_US.UTF-8"

func init() { settle(os.Getenv, os.Setenv) }

// settle puts English in the place of a locale without a language.
func settle(get func(string) string, set func(name, value string) error) {
	known := false
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := get(name)
		if slices.Contains(plain, value) {
			set(name, english)
		}
		known = known || value != ""
	}
	if !known {
		set("LANG", english)
	}
}
