/* What the page's files share. */
#pragma once

#include "ui/camera-page.h"

struct _VanityCameraPage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *sign;
  GtkWidget *hint;
  GtkWidget *hint_label;
  GtkWidget *count;
  GtkWidget *look_name;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *strength_row;
  GtkWidget *shutter;
  GtkWidget *timer;
  GtkWidget *options;
  GtkWidget *status;
  GtkWidget *again;
  GtkWidget *others;
  GtkWidget *instead;
  GtkWidget *starting_label;

  VanityCameraSession *session;
  GSimpleActionGroup *actions;
  GMenu *devices;       /* of the menu */
  GdkSurface *toplevel; /* whose state is watched, while mapped */
  gboolean open;        /* the window wants the page */
  gboolean running;     /* and it is seen: the session is started */
  GPtrArray *looks;     /* or NULL */
  VanityLook *look;     /* or NULL */
  double strength;      /* [0, 1] */
  gboolean later;
  int left; /* seconds of the countdown; 0 while there is none */
  guint ticking;
  GCancellable *taking; /* while a photo is taken */
};

/* camera-page.c */
void vanity_camera_page_restart (VanityCameraPage *page);

/* camera-page-options.c: what can be chosen, kept in the settings */
void vanity_camera_page_init_options (VanityCameraPage *page);
void vanity_camera_page_list_devices (VanityCameraPage *page);
char *vanity_camera_page_dup_device (VanityCameraPage *page);
int vanity_camera_page_get_countdown (VanityCameraPage *page);
/* "burst", "mirror" or "mirror-photo". */
gboolean vanity_camera_page_get_option (VanityCameraPage *page, const char *name);

/* camera-page-shoot.c: countdown and photo */
void vanity_camera_page_stop_countdown (VanityCameraPage *page);
void vanity_camera_page_update_shutter (VanityCameraPage *page);

/* camera-page-status.c: what is shown instead of pictures, and beside them */
void vanity_camera_page_update_status (VanityCameraPage *page);
void vanity_camera_page_update_hint (VanityCameraPage *page);
