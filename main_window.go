//go:build cgo && !headless

package main

import (
	"errors"
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
)

// window opens the program's window. The build without it has none.
var window cli.Window = func(options engagement.Options, path string) error {
	if !display() {
		return errors.New("there is no display to open a window on")
	}
	settings, err := os.UserConfigDir()
	if err != nil {
		settings = os.TempDir()
	}
	program := app.Program{
		Options: options, Icon: assets.Icon,
		State: filepath.Join(settings, "demarc", "interface.json"),
		Fonts: look.Fonts{Regular: font("Inter-Regular.ttf"), Medium: font("Inter-Medium.ttf"), SemiBold: font("Inter-SemiBold.ttf")},
	}
	application := fyneapp.New() // without an id the toolkit keeps no file of its own
	app.Open(application, program, path)
	application.Run()
	return nil
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
