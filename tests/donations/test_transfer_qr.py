from donations import transfer_qr

ACCOUNT = "PL04 0000 0000 0000 0000 0000 0000"
NAME = "Centrum Białoruskiej Solidarności"


def test_the_polish_code_has_nine_fields_as_the_banks_recommend():
    told = transfer_qr.polish(account=ACCOUNT, name=NAME, title="Darowizna, 4K7-2M", nip="0000000000")
    fields = ["0000000000", "PL", "04000000000000000000000000", "000000", "Centrum", "Darowizna, 4K7-2M"]
    assert told.split("|") == [*fields[:4], "Centrum Białoruskiej", fields[5], "", "", ""]


def test_its_words_are_no_longer_than_banks_take_and_end_no_field():
    told = transfer_qr.polish(account=ACCOUNT, name="a|b" * 20, title="ж" * 50)
    name, title = told.split("|")[4:6]
    assert (told.count("|"), len(name) <= 20, title) == (8, True, "ж" * 32)


def test_the_code_of_sepa_has_eleven_lines_and_leaves_the_amount_open():
    told = transfer_qr.epc(account=ACCOUNT, name=NAME, title="Darowizna, 4K7-2M")
    iban = "PL04000000000000000000000000"
    assert told.split("\n") == ["BCD", "002", "1", "SCT", "", NAME, iban, "", "", "", "Darowizna, 4K7-2M"]


def test_no_line_of_it_is_broken_by_a_name():
    told = transfer_qr.epc(account=ACCOUNT, name="one\ntwo", title="three\r\nfour")
    assert told.count("\n") == 10
