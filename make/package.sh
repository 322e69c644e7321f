#!/usr/bin/env bash
# Makes the archives that are handed out: Linux and Windows on amd64, each with
# the window and with the command line alone.
# usage: make/package.sh TAGS WINDOWS_CC FOLDER
set -euo pipefail
tags=$1 windows_cc=$2 out=$3
version=$(sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
read -r major minor patch <<<"$(tr . ' ' <<<"$version")"
linux=$out/demarc-$version-linux-amd64 windows=$out/demarc-$version-windows-amd64
resource=rsrc_windows_amd64.syso
rm -rf "$out"
mkdir -p "$linux" "$windows"
trap 'rm -f "$resource" "$out"/demarc.rc "$out"/demarc.ico' EXIT

echo "building for Linux"
CGO_ENABLED=1 go build -trimpath -tags "$tags" -ldflags "-s -w" -o "$linux/demarc" .
CGO_ENABLED=0 go build -trimpath -tags headless -ldflags "-s -w" -o "$linux/demarc-cli" .
cp assets/icon.png "$linux/demarc.png"
cat >"$linux/demarc.desktop" <<DESKTOP
[Desktop Entry]
Type=Application
Name=Demarc
Comment=Who owns which security duty on which AI system
Exec=demarc %f
Icon=demarc
Terminal=false
Categories=Office;
DESKTOP

echo "building for Windows"
go run ./make/icon assets/icon.png "$out/demarc.ico"
cat >"$out/demarc.rc" <<RC
1 ICON "$out/demarc.ico"
1 VERSIONINFO
FILEVERSION $major,$minor,$patch,0
PRODUCTVERSION $major,$minor,$patch,0
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904B0"
    BEGIN
      VALUE "FileDescription", "Demarc"
      VALUE "FileVersion", "$version"
      VALUE "ProductName", "Demarc"
      VALUE "ProductVersion", "$version"
      VALUE "LegalCopyright", "Apache-2.0"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200
  END
END
RC
"${windows_cc%-gcc}-windres" -O coff -o "$resource" "$out/demarc.rc"
# A program with a window has no console on Windows, so the commands have one of their own.
CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=$windows_cc go build -trimpath -tags "$tags" -ldflags "-s -w -H=windowsgui" -o "$windows/demarc.exe" .
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -trimpath -tags headless -ldflags "-s -w" -o "$windows/demarc-cli.exe" .

for folder in "$linux" "$windows"; do
  cp README.md LICENSE THIRD_PARTY_NOTICES.md "$folder"
done
tar -C "$out" -czf "$linux.tar.gz" "$(basename "$linux")"
(cd "$out" && zip -qr "$(basename "$windows").zip" "$(basename "$windows")")
(cd "$out" && sha256sum ./*.tar.gz ./*.zip | tee SHA256SUMS)
