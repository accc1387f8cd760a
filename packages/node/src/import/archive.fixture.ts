/**
 * A small archive of a list that never was, with what real ones have: several charsets and encodings, broken and doubled messages, patches,
 * quoting of all kinds. A character is a byte here, so that other charsets than UTF-8 can be written down.
 */
export const CREW: readonly string[] = [
  // 0: no message at all
  `Notes of whoever keeps this archive. They were put here by hand.
Nothing of it is mail.

`,
  // 1: Latin 1 in the head, tag in the subject, signature and footer
  `From ada@garden.example.org Mon Mar  4 09:00:00 2024
From: "Ada Fern" <ada@garden.example.org>
Date: Mon, 4 Mar 2024 09:00:00 +0000
Subject: [crew] Beds for =?iso-8859-1?Q?caf=E9_l'=E9t=E9?=
Message-ID: <one@garden.example.org>
List-Id: The garden crew <crew.garden.example.org>
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

Dear all,

the beds behind the caf\xe9 have been empty since autumn. I would like to fill
them before the first guests sit outside, and I have three ideas which we
should talk about here and not on Friday:

* herbs for the kitchen, so that nobody has to drive to the market for a
  handful of mint
* flowers only
* nothing_at_all, _really_, and a bench #1

What do you think?
Ada
-- 
Ada Fern, garden crew
Phone 12345
_______________________________________________
crew mailing list
crew@garden.example.org
https://garden.example.org/mailman/listinfo/crew

`,
  // 2: answer with inline quoting, windows-1252 in quoted-printable
  `From ben@garden.example.org Mon Mar  4 10:30:00 2024
From: Ben Moss <ben@garden.example.org>
Date: Mon, 4 Mar 2024 11:30:00 +0100
Subject: Re: [crew] Beds for =?utf-8?Q?caf=C3=A9_l'=C3=A9t=C3=A9?=
Message-ID: <two@garden.example.org>
In-Reply-To: <one@garden.example.org>
References: <one@garden.example.org>
List-Id: The garden crew <crew.garden.example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

On Monday, Ada Fern <ada@garden.example.org> wrote:
> the beds behind the caf=E9 have been empty since autumn. I would like to fi=
ll
> them before the first guests sit outside

=93Herbs=94, please =96 they cost about =8020.

>> an older line
> * flowers only

No.

`,
  // 3: ISO-2022-JP
  `From chiyo@garden.example.org Mon Mar  4 11:00:00 2024
From: =?iso-2022-jp?B?GyRCQGlCZRsoQg==?= <chiyo@garden.example.org>
Date: Mon, 4 Mar 2024 20:00:00 +0900
Subject: Re: [crew] Beds
Message-ID: <three@garden.example.org>
In-Reply-To: Your message of "Mon, 4 Mar 2024" <two@garden.example.org>
Content-Type: text/plain; charset=ISO-2022-JP
Content-Transfer-Encoding: 7bit

\x1b$B$3$s$K$A$O\x1b(B

`,
  // 4: KOI8-R in base64
  `From dana@garden.example.org Mon Mar  4 12:00:00 2024
From: Dana <dana@garden.example.org>
Date: Mon, 4 Mar 2024 12:00:00 +0000
Subject: =?koi8-r?B?8NLJ18XU?=
Message-ID: <four@garden.example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: base64

8NLJ18XU

`,
  // 5: 8-bit without a charset, no MIME at all, address obfuscated, reply by subject alone
  `From dana at garden.example.org  Mon Mar  4 13:00:00 2024
From: ada at garden.example.org (Ada Fern)
Date: Mon, 4 Mar 2024 13:00:00 +0000
Subject: AW: [crew] =?koi8-r?B?8NLJ18XU?=
Message-ID: <five@garden.example.org>

Gr\xfc\xdfe!

`,
  // 6: multipart/alternative inside mixed, with an attachment
  `From eli@garden.example.org Tue Mar  5 08:00:00 2024
From: Eli Reed <eli@garden.example.org>
Date: Tue, 5 Mar 2024 08:00:00 +0000
Subject: [crew] Plan of the beds
Message-ID: <six@garden.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

A line for programs that know no MIME.
--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Here is the plan \xe2\x80\x94 see https://garden.example.org/plan_(2024).

--inner
Content-Type: text/html; charset=utf-8

<p>Here is the <b>plan</b></p>
--inner--
--outer
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQKJSBub3QgcmVhbGx5Cg==
--outer--

`,
  // 7: HTML alone, with the list's footer as a part of its own
  `From fay@garden.example.org Tue Mar  5 09:00:00 2024
From: Fay Holt via crew <crew@garden.example.org>
Reply-To: Fay Holt <fay@garden.example.org>
Date: Tue, 5 Mar 2024 09:00:00 +0000
Subject: Re: [crew] Plan of the beds
Message-ID: <seven@garden.example.org>
In-Reply-To: <six@garden.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b7

--b7
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><style>p { color: red }</style><title>x</title></head><body>
<p>I <b>like</b> it, &amp; the <a href=3D"https://garden.example.org/bench">ben=
ch</a>:</p><ul><li>sunny</li><li>quiet<br>mostly</li></ul>
<blockquote><div>Here is the plan</div></blockquote><script>alert(1)</script>
</body></html>
--b7
Content-Type: text/plain; charset=us-ascii

_______________________________________________
crew mailing list
https://garden.example.org/mailman/listinfo/crew
--b7--

`,
  // 8: format=flowed, quoted lines too
  `From eli@garden.example.org Tue Mar  5 10:00:00 2024
From: Eli Reed <eli@garden.example.org>
Date: Tue, 5 Mar 2024 10:00:00 +0000
Subject: Re: [crew] Plan of the beds
Message-ID: <eight@garden.example.org>
References: <six@garden.example.org> <seven@garden.example.org>
Content-Type: text/plain; charset=utf-8; format=flowed

> It is quiet there 
> in the mornings.
This is one line that 
goes on here.
And this is another.
-- 
Eli

`,
  // 9: a patch
  `From gus@garden.example.org Wed Mar  6 09:00:00 2024
From: Gus Vale <gus@garden.example.org>
Date: Wed, 6 Mar 2024 09:00:00 +0000
Subject: [crew] [PATCH] watering: open the valve later
Message-ID: <nine@garden.example.org>

The valve opened at noon, which is the worst time of all for it.

---
 watering.c | 2 +-

diff --git a/watering.c b/watering.c
index 83db48f..bf269f4 100644
--- a/watering.c
+++ b/watering.c
@@ -1,4 +1,4 @@
 #include <valve.h>

-open_at(12);
+open_at(20);
 done();
-- 
2.40.0

`,
  // 10: quoted ever deeper
  `From hal@garden.example.org Wed Mar  6 10:00:00 2024
From: Hal <hal@garden.example.org>
Date: Wed, 6 Mar 2024 10:00:00 +0000
Subject: Re: [crew] [PATCH] watering: open the valve later
Message-ID: <ten@garden.example.org>
In-Reply-To: <nine@garden.example.org>

> > > > > > > > > > > > deep
> > two
>one

Top.

`,
  // 11: From at the beginning of lines, quoted as mboxrd has it and not at all
  `From ada@garden.example.org Wed Mar  6 11:00:00 2024
From: Ada Fern <ada@garden.example.org>
Date: Wed, 6 Mar 2024 11:00:00 +0000
Subject: [crew] Words at the beginning
Message-ID: <eleven@garden.example.org>

>From here you see the pond.

From what I read, this is no separator.

>>From the neighbour

`,
  // 12: no Message-ID, no date
  `From ben@garden.example.org Wed Mar  6 12:00:00 2024
From: ben@garden.example.org
Subject: [crew] Without an id

Nothing to find me by.

`,
  // 13: the double of 2
  `From ben@garden.example.org Mon Mar  4 10:30:00 2024
From: Ben Moss <ben@garden.example.org>
Date: Mon, 4 Mar 2024 11:30:00 +0100
Subject: Re: [crew] Beds
Message-ID: <two@garden.example.org>

This copy came by another way.

`,
  // 14: a clock that was never set, put right by Received
  `From ida@garden.example.org Wed Mar  6 14:00:00 2024
Received: from there by here; Wed, 6 Mar 2024 14:00:00 +0000
From: Ida <ida@garden.example.org>
Date: Thu, 1 Jan 1970 00:00:00 +0000
Subject: [crew] Never set
Message-ID: <fourteen@garden.example.org>

Tick.

`,
  // 15: from the future, with nothing to put it right
  `From - Wed Mar  6 15:00:00 2099
From: Ida <ida@garden.example.org>
Date: Fri, 6 Mar 2099 15:00:00 +0000
Subject: [crew] Much later
Message-ID: <fifteen@garden.example.org>

Tock.

`,
  // 16, 17: two answers to a message that is missing
  `From jan@garden.example.org Thu Mar  7 09:00:00 2024
From: Jan Beck <jan@garden.example.org>
Date: Thu, 7 Mar 2024 09:00:00 +0000
Subject: Re: Who has the key?
Message-ID: <sixteen@garden.example.org>
References: <missing@garden.example.org>

I have not.

`,
  `From kim@garden.example.org Thu Mar  7 09:30:00 2024
From: Kim <kim@garden.example.org>
Date: Thu, 7 Mar 2024 09:30:00 +0000
Subject: Re: Who has the key?
Message-ID: <seventeen@garden.example.org>
In-Reply-To: <missing@garden.example.org>

Nor have I.

`,
  // 18: MIME broken: no boundary of that name, transfer encoding unknown
  `From jan@garden.example.org Thu Mar  7 10:00:00 2024
From: Jan Beck <jan@garden.example.org>
Date: Thu, 7 Mar 2024 10:00:00 +0000
Subject: [crew] Broken
Message-ID: <eighteen@garden.example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="never"
Content-Transfer-Encoding: x-own

--other
Some words that are in no part.

`,
  // 19: nothing that is a head of a letter
  `From nobody Thu Mar  7 11:00:00 2024
X-Filter: passed

What is this?

`,
  // 20: no words
  `From kim@garden.example.org Thu Mar  7 12:00:00 2024
From: Kim <kim@garden.example.org>
Date: Thu, 7 Mar 2024 12:00:00 +0000
Subject:
Message-ID: <twenty@garden.example.org>

-- 
Kim

`,
  // 21: signed by PGP
  `From ada@garden.example.org Thu Mar  7 13:00:00 2024
From: Ada Fern <ada@garden.example.org>
Date: Thu, 7 Mar 2024 13:00:00 +0000
Subject: Re: Who has the key?
Message-ID: <twentyone@garden.example.org>
In-Reply-To: <seventeen@garden.example.org>

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

I have it.
- -- 
Ada
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEE
-----END PGP SIGNATURE-----

`,
  // 22, 23: each names the other
  `From liv@garden.example.org Fri Mar  8 09:00:00 2024
From: Liv <liv@garden.example.org>
Date: Fri, 8 Mar 2024 09:00:00 +0000
Subject: [crew] Hen
Message-ID: <hen@garden.example.org>
In-Reply-To: <egg@garden.example.org>

First.

`,
  `From liv@garden.example.org Fri Mar  8 10:00:00 2024
From: Liv <liv@garden.example.org>
Date: Fri, 8 Mar 2024 10:00:00 +0000
Subject: Re: [crew] Hen
Message-ID: <egg@garden.example.org>
In-Reply-To: <hen@garden.example.org>

I was.

`,
  // 24: an unknown charset, control characters, CRLF
  `From mia@garden.example.org Fri Mar  8 11:00:00 2024
From: Mia <mia@garden.example.org>
Date: Fri, 8 Mar 2024 11:00:00 +0000
Subject: [crew] Odd signs
Message-ID: <twentyfour@garden.example.org>
Content-Type: text/plain; charset=x-unknown

na\xc3\xafve \x00\x07\x1b[31mred\x1b[0m
`.replaceAll("\n", "\r\n") + "\r\n",
  // 25: Python at its prompt, and a table
  `From ned@garden.example.org Fri Mar  8 12:00:00 2024
From: Ned <ned@garden.example.org>
Date: Fri, 8 Mar 2024 12:00:00 +0000
Subject: [crew] Litres
Message-ID: <twentyfive@garden.example.org>

I counted:

>>> litres = 3 * 7
>>> litres
21

bed     litres   days
north       12      3
south        9      3

`,
  // 26: Outlook, and what Mailman's archive leaves of attachments
  `From fay@garden.example.org Fri Mar  8 13:00:00 2024
From: Fay Holt <fay@garden.example.org>
Date: Fri, 8 Mar 2024 13:00:00 +0000
Subject: RE: [crew] Litres
Message-ID: <twentysix@garden.example.org>
In-Reply-To: <twentyfive@garden.example.org>

Too much.

-----Original Message-----
From: Ned
Sent: Friday
Subject: Litres

I counted:
-------------- next part --------------
A non-text attachment was scrubbed...
Name: beds.png
Type: image/png
Size: 52341 bytes
Desc: not available
URL: <https://garden.example.org/attachments/beds.png>

`,
];

/** The archive's bytes; of only its first parts where told. */
export function crewArchive(parts: readonly string[] = CREW): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.join(""), (character) => character.charCodeAt(0));
}
