/* What the contact sheet's files share: its pictures, its page, its file. */
#pragma once

#include "contact-sheet.h"

struct _VanityContactSheet
{
  VanityImage *image;
  VanityFace face;
  VanityRect rect;  /* of the photo, in every picture */
  GPtrArray *looks; /* VanityLook */
  double strength;
};

/* A picture's width to its height. */
double vanity_contact_sheet_get_aspect (const VanityContactSheet *sheet);
