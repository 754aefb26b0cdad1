/* The camera as a mirror that takes photos: a page of the window. It has the camera only while it
 * is seen, and lets go of it the moment it is not. */
#pragma once

#include "app/camera-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CAMERA_PAGE (vanity_camera_page_get_type ())
G_DECLARE_FINAL_TYPE (VanityCameraPage, vanity_camera_page, VANITY, CAMERA_PAGE, GtkWidget)

/* Signals: "captured" (VanityImage *, a photo for the document: not made over; mirrored only where
 * the person has chosen that); "left" (), the person wants to go back; "failed" (char *). */

/* Takes the camera, as soon as the page can be seen. `looks` are those to step through, element
 * NULL for none, as the gallery has them; `look` is worn first. `later`: what is worn now cannot be
 * shown live and is put on the photo instead, as the page then says. */
void vanity_camera_page_open (VanityCameraPage *page, GPtrArray *looks, VanityLook *look,
                              double strength, gboolean later);
/* Lets the camera go. */
void vanity_camera_page_close (VanityCameraPage *page);
gboolean vanity_camera_page_is_open (VanityCameraPage *page);

/* What is worn now. */
VanityLook *vanity_camera_page_get_look (VanityCameraPage *page);
double vanity_camera_page_get_strength (VanityCameraPage *page);
/* Whether what was worn before the camera is still to be put on the photo. */
gboolean vanity_camera_page_wears_later (VanityCameraPage *page);

void vanity_camera_page_step_look (VanityCameraPage *page, int by);
void vanity_camera_page_step_strength (VanityCameraPage *page, double by);

/* As the button does: after the countdown, where there is one; during it, stops that. */
void vanity_camera_page_shoot (VanityCameraPage *page);

VanityCameraSession *vanity_camera_page_get_session (VanityCameraPage *page);
/* "starting", "live" or "status". */
const char *vanity_camera_page_get_shown (VanityCameraPage *page);
/* What the page says to the person besides its pictures: the hint, or the state's title. */
const char *vanity_camera_page_get_words (VanityCameraPage *page);

G_END_DECLS
