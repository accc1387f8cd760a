"use client";
/** Every icon there is here, so that one look shows which are taken already. */
export {
  AlarmClock, Archive, ArrowDown, ArrowUp, AtSign, Ban, Bell, BellOff, BellRing, Bold, Bookmark, CalendarClock, CalendarPlus, Check, CheckCheck, ChevronDown,
  ChevronRight, CircleAlert, CircleCheck, CircleSlash, Clock, CloudOff, Code, CornerDownLeft, Ellipsis, Filter, Gavel, Hand, Hash, History,
  ImagePlus, Inbox, Italic, Link, List, Lock, Mail, MailOpen, MailWarning, MessageSquare, MessagesSquare, Minus, Pencil, Pin, PinOff, Plus, Quote,
  Replace, RotateCcw, Scale, Search, SmilePlus, Star, ThumbsUp, Trash2, Undo2, UserCheck, UserRound, Users, Vote, X,
} from "lucide-react";
