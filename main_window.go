//go:build cgo && !headless

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	fyneapp "fyne.io/fyne/v2/app"

	"demarc/app"
	_ "demarc/app/locale" // before the toolkit is loaded
	"demarc/app/look"
	"demarc/assets"
	"demarc/cli"
	"demarc/engagement"
	"demarc/words"
)

// window opens the program's window. The build without it has none.
var window cli.Window = func(options engagement.Options, path string) error {
	if !display() {
		return errors.New("there is no display to open a window on")
	}
	languages, err := languages()
	if err != nil {
		return err
	}
	settings, err := os.UserConfigDir()
	if err != nil {
		settings = os.TempDir()
	}
	program := app.Program{
		Options: options, Languages: languages, Icon: assets.Icon,
		State: filepath.Join(settings, "demarc", "interface.json"),
		Fonts: look.Fonts{Regular: font("Inter-Regular.ttf"), Medium: font("Inter-Medium.ttf"), SemiBold: font("Inter-SemiBold.ttf")},
	}
	application := fyneapp.New() // without an id the toolkit keeps no file of its own
	app.Open(application, program, path)
	application.Run()
	return nil
}

// languages reads the translations that the program carries.
func languages() ([]*words.Language, error) {
	names, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil {
		return nil, err
	}
	var list []*words.Language
	for _, name := range names {
		data, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			return nil, err
		}
		language, err := words.Read(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, language)
	}
	return list, nil
}

// display reports whether a window can be shown: everywhere but on Windows and
// macOS that takes a display server.
func display() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
