[playlist]
File1=../music/#1 a b.flac
Title1=Somebody - She said "go" & left
Length1=60
File2=clips/00.wav
Title2=Ava - Next: "#1" --> <b>Salt & Pepper</b>.
Length2=4
File3=sounds/ident.wav
Title3=Station ident
Length3=2
File4=../music/1.flac
Title4=Somebody - #1; 100 % = [live]
Length4=60
File5=../music/2.flac
Title5=Somebody - 東京の夜 \ שיר
Length5=60
NumberOfEntries=5
Version=2
