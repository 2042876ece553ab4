"""The students' pages: joining a class by its code, and a quiz at one's own pace."""
