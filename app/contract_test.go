package app

import "demarc/app/desk"

var _ desk.Window = (*Window)(nil)
