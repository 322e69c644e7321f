//go:build !cgo || headless

package main

import "demarc/cli"

// window is missing: this build does everything on the command line.
var window cli.Window
